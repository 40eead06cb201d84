import type { Me, SectionChoice, StepUpRow } from '../../shared/api-types'
import { capabilities } from '../../shared/capabilities'
import { thisDevice } from '../../shared/device/marks'
import { Card } from '../../shared/ui'
import { nextThings, type NextThing } from './rules'
import { words } from './words'

type Props = { me: Me; requests: readonly StepUpRow[]; sections: readonly SectionChoice[] }

/** Small things that could be done now, the one that matters most first. */
export function Next({ me, requests, sections }: Props) {
  const needsMessages = capabilities.push() && thisDevice(me.account_id) === null
  const things = nextThings(me, requests, sections, needsMessages)
  return (
    <section aria-labelledby="next">
      <h2 class="nhsuk-heading-m" id="next">{words.next}</h2>
      {things.length === 0 && <p>{words.nothingNext}</p>}
      {things.map((thing) => <NextCard key={thing.kind} {...thing} />)}
    </section>
  )
}

function NextCard({ kind, href }: NextThing) {
  const [heading, body] = words.nextThings[kind]
  return <Card level={3} heading={heading} href={href}><p>{body}</p></Card>
}
