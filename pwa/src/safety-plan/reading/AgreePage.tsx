import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { SafetyPlan } from '../../shared/api-types'
import { Await, Banner, Details, LinkButton, Page, WarningCallout } from '../../shared/ui'
import { useResource } from '../../shared/use-resource'
import { useMyPlan } from '../use-my-plan'
import { words } from './agree-words'
import { readMyWorker, type MyWorker } from './api'
import { Agreed } from './Agreed'
import { AskToAgree } from './AskToAgree'
import { Proposed } from './Proposed'

/** Agreeing about the plan with her worker: what it means, what stands, asking, saying yes. */
export function AgreePage() {
  const plan = useMyPlan()
  const worker = useResource(readMyWorker)
  return (
    <Page title={words.title} windowTitle={words.window} back={{ href: '/my-plan', words: words.back }}>
      <p>{words.means}</p>
      <Details summary={words.meansMore}>
        <ul class="nhsuk-list nhsuk-list--bullet">{words.meansList.map((line) => <li key={line}>{line}</li>)}</ul>
      </Details>
      <Await of={plan} what={words.what}>
        {(value) => <Await of={worker} what={words.what}>{(with_) => <Agreeing plan={value} worker={with_} onPlan={plan.set} onStale={() => void plan.reload()} />}</Await>}
      </Await>
    </Page>
  )
}

type Props = { plan: SafetyPlan; worker: MyWorker; onPlan: (plan: SafetyPlan) => void; onStale: () => void }

function Agreeing({ plan, worker, onPlan, onStale }: Props) {
  const [said, setSaid] = useState<string | null>(null)
  const name = worker.name ?? words.someWorker
  const { agreement, proposal } = plan
  const onDone = (what: string) => (newer: SafetyPlan) => {
    onPlan(newer)
    setSaid(what)
  }
  const ask = <AskToAgree recordId={plan.record_id} onDone={onDone(words.asked(name))} />
  const isWaiting = proposal?.changed_since === false && proposal.person !== null
  return (
    <>
      {said !== null && <Banner kind="good"><p>{said}</p></Banner>}
      {agreement !== null && <Agreed agreement={agreement} isAskedAgain={proposal !== null} />}
      {proposal !== null && <Proposed recordId={plan.record_id} proposal={proposal} name={name} onAgreed={onDone(words.agreed)} onStale={onStale} />}
      <InTheWay plan={plan} worker={worker}>
        {isWaiting
          ? <Details summary={words.otherDay}>{ask}</Details>
          : <section><h2 class="nhsuk-heading-m">{headingOf(plan, name)}</h2>{ask}</section>}
      </InTheWay>
    </>
  )
}

function headingOf({ agreement, proposal }: SafetyPlan, name: string): string {
  if (proposal !== null) return words.otherDay
  return agreement === null ? words.askHeading(name) : words.againHeading
}

/** What has to be done first, before anybody can be asked. */
function InTheWay({ plan, worker, children }: { plan: SafetyPlan; worker: MyWorker; children: ComponentChildren }) {
  if (plan.sections.every(({ items }) => items.length === 0)) {
    return <><p>{words.nothingYet}</p><LinkButton href="/my-plan">{words.begin}</LinkButton></>
  }
  if (worker.mayAgree) return <>{children}</>
  return (
    <WarningCallout heading={worker.canSee ? words.notAddHeading : words.notSeenHeading}>
      <p>{worker.canSee ? words.notAdd : words.notSeen}</p>
      <LinkButton href="/sharing">{words.choose}</LinkButton>
    </WarningCallout>
  )
}
