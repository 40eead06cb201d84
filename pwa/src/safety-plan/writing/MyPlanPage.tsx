import type { SafetyPlan } from '../../shared/api-types'
import { Await, LinkButton, Page, When } from '../../shared/ui'
import { PlanOnPaper } from '../reading/PlanOnPaper'
import { SectionCard } from '../SectionCard'
import { useMyPlan } from '../use-my-plan'
import { Agreement } from './Agreement'
import { BeginPlan } from './BeginPlan'
import { PlanPages } from './PlanPages'
import { MoreSections, OpenSuggestions } from './SectionLinks'
import { Unsaved } from './Unsaved'
import { words } from './words'
import './styles.scss'

/** Her plan at a glance: using it first, then what stands in it in her own words, then what else can be done with it. */
export function MyPlanPage() {
  const plan = useMyPlan()
  return (
    <Page title={words.title}>
      <Await of={plan} what={words.what}>{(known) => <Plan plan={known} />}</Await>
      {plan.value !== null && <PlanOnPaper plan={plan.value} />}
    </Page>
  )
}

function Plan({ plan }: { plan: SafetyPlan }) {
  const written = plan.sections.filter(({ items }) => items.length > 0)
  const isEmpty = written.length === 0 && plan.photos.length === 0
  return (
    <>
      {!isEmpty && (
        <>
          <LinkButton href="/my-plan/use" isLarge>{words.use}</LinkButton>
          <p><a class="wm-plan-link" href="/my-plan/afterwards">{words.afterwards}</a></p>
        </>
      )}
      <Unsaved plan={plan} />
      <OpenSuggestions plan={plan} />
      {isEmpty ? <BeginPlan plan={plan} /> : <Facts plan={plan} />}
      {written.map((section) => (
        <SectionCard key={section.heading} section={section}>
          {section.audience === 'mine' && <p class="wm-plan-facts">{words.onlyYou}</p>}
          {section.audience === 'team' && <p class="wm-plan-facts">{words.onlyTeam}</p>}
          <p class="wm-write-links">
            <a class="wm-plan-link" href={`/my-plan/sections/${section.heading}`} aria-label={words.changeLabel(section.title)}>{words.change}</a>
            {section.heading === 'going' && <a class="wm-plan-link" href="/my-plan/photos">{words.photos(plan.photos.length)}</a>}
          </p>
        </SectionCard>
      ))}
      {!isEmpty && <MoreSections plan={plan} />}
      <p>{words.notWatched} <a href="/ask">{words.askForMore}</a></p>
      {!isEmpty && <PlanPages />}
    </>
  )
}

function Facts({ plan }: { plan: SafetyPlan }) {
  const last = plan.sections.map(({ at }) => at ?? '').sort().at(-1) ?? ''
  return (
    <>
      {last !== '' && <p class="wm-plan-facts">{words.asOf} <When at={last} />.</p>}
      <Agreement plan={plan} />
    </>
  )
}
