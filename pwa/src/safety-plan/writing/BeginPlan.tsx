import type { SafetyPlan } from '../../shared/api-types'
import { Card, Details } from '../../shared/ui'
import { SectionLinks } from './SectionLinks'
import { words } from './words'

/** Nothing is written yet: the two sections that help most, and the others for another day. */
export function BeginPlan({ plan }: { plan: SafetyPlan }) {
  return (
    <>
      <h2 class="nhsuk-heading-m">{words.beginHeading}</h2>
      <p>{words.begin}</p>
      <Card level={3} heading={words.beginMyself} href="/my-plan/sections/myself"><p>{words.beginMyselfBody}</p></Card>
      <Card level={3} heading={words.beginPeople} href="/my-plan/sections/people"><p>{words.beginPeopleBody}</p></Card>
      <Details summary={words.later}>
        <SectionLinks sections={plan.sections.filter(({ heading }) => heading !== 'myself' && heading !== 'people')} />
      </Details>
    </>
  )
}
