import type { Id, Outcomes, QuestionnaireResponse } from '../../shared/api-types'
import { sayDay } from '../../shared/times'
import { Button, Failed } from '../../shared/ui'
import { useResource, type Resource } from '../../shared/use-resource'
import { useSending } from '../../shared/use-sending'
import { readSharing, setPrivacy } from '../api'
import { sayWhoSees } from '../who-sees'
import { nameable } from './rules'
import { words } from './words'

type Props = { outcomes: Resource<Outcomes>; all: Outcomes; recordId: Id }

/** Who may see the answers, by name; and each of them can be kept to oneself. */
export function WhoSees({ outcomes, all, recordId }: Props) {
  const sharing = useResource(readSharing)
  const names = sharing.value === null ? null : sayWhoSees(sharing.value)
  return (
    <section>
      <h2 class="nhsuk-heading-m">{words.whoTitle}</h2>
      {names !== null && <p>{names === '' ? words.whoNobody : words.whoNow(names)}</p>}
      <p><a class="wm-life__link" href="/people">{words.whoChange}</a></p>
      {nameable(all).map((response) => <Rating key={response.id} response={response} recordId={recordId} onNew={outcomes.reload} />)}
    </section>
  )
}

function Rating({ response, recordId, onNew }: { response: QuestionnaireResponse; recordId: Id; onNew: () => Promise<void> }) {
  const { id, answered_at: at, is_private: isPrivate } = response
  const sending = useSending()
  const label = isPrivate ? words.shareIt : words.keepIt
  const change = () => void sending.send(async () => {
    await setPrivacy(recordId, id, !isPrivate)
    await onNew()
  })
  return (
    <div class="wm-rating">
      {sending.error !== null && <Failed what={words.privacyFailed} error={sending.error} />}
      <p><strong>{words.ratingOf(sayDay(at))}</strong> {sayBy(response)}</p>
      <p role="status">{isPrivate ? words.onlyYou : words.asShared}</p>
      <Button kind="quiet" onClick={change} isBusy={sending.isSending} label={words.ratingLabel(label, sayDay(at))}>{label}</Button>
    </div>
  )
}

function sayBy({ how, entered_by: by, is_mine: isMine }: QuestionnaireResponse): string | null {
  if (how === 'for_them') return words.enteredBy(by)
  return how === 'together' && !isMine ? words.enteredTogether(by) : null
}
