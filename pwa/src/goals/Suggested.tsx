import { Button, ButtonGroup, Failed } from '../shared/ui'
import { putStatus } from './api'
import { useAct, type OneGoal } from './use-goals'
import { useRetryId } from '../shared/use-retry-id'
import { words } from './words'

type Props = OneGoal & {
  /** In the list it says the goal too; on its own page that stands above. */
  isInList?: boolean
}

/** A goal that somebody suggests: to take or to leave, both as easy. */
export function Suggested({ recordId, goal, onGoal, onStale, isInList = false }: Props) {
  const sending = useAct(onStale)
  const id = useRetryId()
  const answer = (to: 'active' | 'declined') => void sending.send(async () => onGoal(await putStatus(recordId, goal.id, id.of(to), { to, words: '' })))
  const by = goal.suggested_by ?? goal.by
  return (
    <div class="wm-card">
      {sending.error !== null && <Failed what={words.notDone} error={sending.error} />}
      {isInList
        && <h3 class="wm-card__heading"><a class="wm-goal-words" href={`/goals/${goal.id}`}>{goal.words}</a></h3>}
      <div class="wm-card__body">
        <p>{isInList ? words.suggestedBy(by) : words.standing.suggested(by)}</p>
        <ButtonGroup>
          <Button onClick={() => answer('active')} isBusy={sending.isSending} label={words.takeLabel(goal.words)}>{words.take}</Button>
          <Button kind="secondary" onClick={() => answer('declined')} isBusy={sending.isSending} label={words.declineLabel(goal.words)}>{words.decline}</Button>
        </ButtonGroup>
      </div>
    </div>
  )
}
