import { ApiError } from '../../shared/api'
import type { Id, PlanAgreement, SafetyPlan } from '../../shared/api-types'
import { sayDate } from '../../shared/times'
import { Button, ButtonGroup, Failed, LinkButton } from '../../shared/ui'
import { useRetryId } from '../../shared/use-retry-id'
import { useSending } from '../../shared/use-sending'
import { putYes } from './api'
import { words } from './agree-words'

type Props = { recordId: Id; proposal: PlanAgreement; name: string; onAgreed: (plan: SafetyPlan) => void; onStale: () => void }

/** A proposal that waits for a yes: of the worker, or hers. */
export function Proposed({ proposal, name, ...given }: Props) {
  const day = sayDate(proposal.review_on)
  if (proposal.worker === null) {
    return (
      <section>
        <h2 class="nhsuk-heading-m">{words.waitingHeading(name)}</h2>
        <p>{proposal.changed_since ? words.changedSinceAsked : words.waiting(name, day)}</p>
      </section>
    )
  }
  return (
    <section>
      <h2 class="nhsuk-heading-m">{words.yoursHeading(proposal.worker.by)}</h2>
      {proposal.changed_since ? <p>{words.changedSinceTheirs}</p> : <YesToGive day={day} proposal={proposal} {...given} />}
    </section>
  )
}

function YesToGive({ day, proposal, recordId, onAgreed, onStale }: Omit<Props, 'name'> & { day: string }) {
  const sending = useSending()
  const retry = useRetryId()
  const yes = { proposal_id: proposal.proposal_id, review_on: proposal.review_on }
  const say = () => void sending.send(async () => {
    try {
      onAgreed(await putYes(recordId, retry.of(yes), yes))
    } catch (error) {
      // It is another plan now: what stands there is fetched, and shown beside the refusal.
      if (error instanceof ApiError && error.status === 409) onStale()
      throw error
    }
  })
  return (
    <>
      <p>{words.yours(day)}</p>
      {sending.error !== null && <Failed what={words.failedYes} error={sending.error} />}
      <ButtonGroup>
        <Button onClick={say} isBusy={sending.isSending} busyWords={words.sayingYes}>{words.yes}</Button>
        <LinkButton href="/my-plan" kind="secondary">{words.read}</LinkButton>
      </ButtonGroup>
      <p>{words.otherwise}</p>
    </>
  )
}
