import { Button, Failed } from '../shared/ui'
import { setPrivacy } from './api'
import { useAct, type OneGoal } from './use-goals'
import { words } from './words'

/** Only her, or whoever she shares her goals with. */
export function Privacy({ recordId, goal, onGoal, onStale }: OneGoal) {
  const sending = useAct(onStale)
  const turn = () => void sending.send(async () => onGoal(await setPrivacy(recordId, goal.id, !goal.is_private)))
  return (
    <section>
      <h2 class="nhsuk-heading-m">{words.privacyTitle}</h2>
      {sending.error !== null && <Failed what={words.notDone} error={sending.error} />}
      <p role="status">{goal.is_private ? words.onlyYou : words.shared} {!goal.is_private && <a href="/people">{words.whoThatIs}</a>}</p>
      <Button kind="secondary" onClick={turn} isBusy={sending.isSending} busyWords={words.saving}>
        {goal.is_private ? words.makeShared : words.keepPrivate}
      </Button>
    </section>
  )
}
