import type { Me, SectionChoice, StepUpRow } from '../../shared/api-types'
import { capabilities } from '../../shared/capabilities'
import { thisDevice } from '../../shared/device/marks'
import { Button, Card } from '../../shared/ui'
import type { MyPlans } from './api'
import { lifeThings, nextThings, setUpThings, type NextThing } from './rules'
import { ThingToTick } from './ThingToTick'
import { words } from './words'

type Props = { me: Me; now: number; requests: readonly StepUpRow[]; sections: readonly SectionChoice[]; plans: MyPlans; onRetry: () => void }

/** A few small things that could be done now, the one that matters most first. Never how much was not done. */
export function Next({ me, now, requests, sections, plans, onRetry }: Props) {
  const needsMessages = capabilities.push() && thisDevice(me.account_id) === null
  const things = nextThings(lifeThings(plans, requests, now), setUpThings(me, sections, needsMessages))
  const isWhole = plans.mine !== null && plans.questions !== null && plans.goals !== null && plans.safety !== null
  return (
    <section aria-labelledby="next">
      <h2 class="nhsuk-heading-m" id="next">{words.next}</h2>
      {things.length === 0 && isWhole && <p>{words.nothingNext}</p>}
      {things.map((thing) => <Thing key={thing.key} thing={thing} recordId={me.record_id ?? ''} now={now} />)}
      {!isWhole && <p>{words.notAll} <Button kind="quiet" onClick={onRetry}>{words.tryAgain}</Button></p>}
    </section>
  )
}

function Thing({ thing, recordId, now }: { thing: NextThing; recordId: string; now: number }) {
  if (thing.kind !== 'opens') return <ThingToTick thing={thing} recordId={recordId} now={now} />
  return <Card level={3} heading={thing.heading} href={thing.href}><p>{thing.body}</p></Card>
}
