import type { FoundPerson, Id } from '../../shared/api-types'
import { Button, ButtonGroup, ErrorSummary, Quote } from '../../shared/ui'
import { useSending } from '../../shared/use-sending'
import { errorsOf } from '../trouble'
import { openEmergency } from './api'
import type { Reason } from './GiveReason'
import { words } from './words'

type Props = { id: Id; person: FoundPerson; reason: Reason; onOpened: () => void; onBack: () => void }

/** The second yes, with everything that will happen. */
export function Confirm({ id, person, reason: { reason, teamId, isRisky }, onOpened, onBack }: Props) {
  const { isSending, error, send } = useSending()
  const open = () => {
    const opening = { record_id: person.record_id, reason, team_id: teamId, telling_is_risky: isRisky, understood: true } as const
    void send(() => openEmergency(id, opening)).then((isDone) => isDone && onOpened())
  }
  const { preferred_name: name } = person
  return (
    <>
      <ErrorSummary errors={errorsOf(error, 'reason')} />
      <ul class="nhsuk-list nhsuk-list--bullet">
        <li><strong>{isRisky ? words.confirmHeld(name) : words.confirmTold(name)}</strong></li>
        <li>{words.confirmLasts}</li>
        <li>{words.confirmSees}</li>
        <li>{words.confirmEvery}</li>
        <li>{words.confirmReview}</li>
      </ul>
      <p>{words.yourReason}</p>
      <Quote words={reason} />
      <ButtonGroup>
        <Button onClick={open} isBusy={isSending} busyWords={words.confirming}>{words.confirm}</Button>
        <Button kind="secondary" onClick={onBack}>{words.change}</Button>
      </ButtonGroup>
    </>
  )
}
