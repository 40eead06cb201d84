import type { PlanSection, SafetyPlan } from '../../shared/api-types'
import { Banner } from '../../shared/ui'
import { sectionWords } from '../sections'
import { words } from './words'

export function SectionLinks({ sections }: { sections: readonly PlanSection[] }) {
  return (
    <ul class="nhsuk-list wm-link-list">
      {sections.map(({ heading }) => <li key={heading}><a href={`/my-plan/sections/${heading}`}>{sectionWords[heading].title}</a></li>)}
    </ul>
  )
}

/** What is not written: a list to pick from, and no form of blanks. */
export function MoreSections({ plan }: { plan: SafetyPlan }) {
  const empty = plan.sections.filter(({ items }) => items.length === 0)
  if (empty.length === 0) return null
  return (
    <section>
      <h2 class="nhsuk-heading-m">{words.more}</h2>
      <p>{words.moreExplains}</p>
      <SectionLinks sections={empty} />
    </section>
  )
}

/** What others suggest, each where it belongs. */
export function OpenSuggestions({ plan: { suggestions, sections } }: { plan: SafetyPlan }) {
  const open = sections.flatMap(({ heading, title }) => {
    const own = suggestions.filter((one) => one.heading === heading && !one.is_mine)
    return [...new Set(own.map(({ by }) => by))].map((by) => ({ heading, title, by }))
  })
  return (
    <div role="status">
      {open.map(({ heading, title, by }) => (
        <Banner key={`${heading} ${by}`}>
          <p>
            {words.suggestedFor(by, title)}{' '}
            <a href={`/my-plan/sections/${heading}`} aria-label={words.seeSuggestionLabel(by, title)}>{words.seeSuggestion}</a>
          </p>
        </Banner>
      ))}
    </div>
  )
}
