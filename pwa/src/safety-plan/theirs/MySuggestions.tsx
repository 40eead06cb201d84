import type { SafetyPlan } from '../../shared/api-types'
import { words } from './words'

/** What one has suggested and what she has not answered. Declined, it looks as if nothing were there. */
export function MySuggestions({ plan: { person_name: name, sections, suggestions } }: { plan: SafetyPlan }) {
  const mine = suggestions.filter(({ is_mine: isMine }) => isMine)
  if (mine.length === 0) return null
  const titleOf = (heading: string) => sections.find((section) => section.heading === heading)?.title ?? ''
  return (
    <section aria-labelledby="my-suggestions">
      <h2 class="nhsuk-heading-m" id="my-suggestions">{words.mineTitle}</h2>
      <ul class="wm-read-items">
        {mine.map(({ id, heading, item }) => (
          <li key={id} class="wm-read-items__item">
            <p class="wm-read-words">{item.words}{item.phone !== null && ` (${item.phone})`}</p>
            <p class="wm-read-facts">{titleOf(heading)}. {words.notTaken(name)}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
