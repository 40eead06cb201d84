import type { PlanAgreement, SafetyPlan } from '../../shared/api-types'
import { sayDay } from '../../shared/times'
import { Button, Failed } from '../../shared/ui'
import { useRetryId } from '../../shared/use-retry-id'
import { useSending } from '../../shared/use-sending'
import { putAgreement } from './api'
import { ProposeDay } from './ProposeDay'
import { words } from './words'

type Props = { plan: SafetyPlan; onNew: () => Promise<void> }

/** What she and a worker agreed, what waits for a yes, and, for workers of her team, a proposal of their own. */
export function Agreed({ plan, onNew }: Props) {
  const { agreement, proposal, person_name: name, may_agree: mayAgree } = plan
  return (
    <>
      {(agreement !== null || proposal !== null) && (
        <section aria-labelledby="agreed">
          <h2 class="nhsuk-heading-m" id="agreed">{words.agreedTitle}</h2>
          {agreement !== null && <Standing agreement={agreement} name={name} />}
          {proposal !== null && <Waiting proposal={proposal} plan={plan} onNew={onNew} />}
        </section>
      )}
      {mayAgree && <ProposeDay plan={plan} onNew={onNew} />}
    </>
  )
}

function Waiting({ proposal, plan, onNew }: Props & { proposal: PlanAgreement }) {
  const { person_name: name } = plan
  if (proposal.may_say_yes) return <SayYes proposal={proposal} plan={plan} onNew={onNew} />
  return <p>{words.waiting(proposal.worker?.by ?? name, name, sayDay(proposal.review_on))}</p>
}

function Standing({ agreement: { worker, review_on: day, is_due: isDue, changed_since: hasChanged }, name }: { agreement: PlanAgreement; name: string }) {
  return (
    <p>
      {words.agreed(name, worker?.by ?? '')} {isDue ? words.isDue : words.reviewOn(sayDay(day))} {hasChanged && words.changed}
    </p>
  )
}

function SayYes({ proposal, plan, onNew }: Props & { proposal: PlanAgreement }) {
  const sending = useSending()
  const id = useRetryId()
  const yes = { proposal_id: proposal.proposal_id, review_on: proposal.review_on }
  const agree = () => void sending.send(async () => putAgreement(plan.record_id, id.of(yes), yes)).then((isSaved) => (isSaved ? onNew() : undefined))
  return (
    <div class="wm-card">
      {sending.error !== null && <Failed what={words.yesFailed} error={sending.error} safe={words.yesSafe} />}
      <p>{words.asked(plan.person_name, sayDay(proposal.review_on))}</p>
      <Button onClick={agree} isBusy={sending.isSending} busyWords={words.sayingYes}>{words.sayYes}</Button>
    </div>
  )
}
