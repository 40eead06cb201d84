import type { Action } from '../shared/api-types'
import { Button, Details, Failed } from '../shared/ui'
import { putStep } from './api'
import { nextPosition } from './rules'
import { useAct, type OneGoal } from './use-goals'
import { useRetryId } from '../shared/use-retry-id'
import { words } from './words'

type Props = OneGoal & { agreed: readonly Action[]; onSay: (said: string) => void }

/** What she has agreed to do elsewhere, to take over as a step of this goal. */
export function AgreedSteps({ recordId, goal, onGoal, onStale, agreed, onSay }: Props) {
  const sending = useAct(onStale)
  const id = useRetryId()
  const left = agreed.filter((action) => !goal.steps.some((step) => step.words === action.words))
  if (left.length === 0) return null
  const take = (action: Action) => {
    const step = { words: action.words, position: nextPosition(goal.steps), is_done: false, is_removed: false, action_id: action.id, version: 0 }
    void sending.send(async () => onGoal(await putStep(recordId, goal.id, id.of(step), step))).then((isDone) => isDone && onSay(words.stepAdded))
  }
  return (
    <Details summary={words.agreed}>
      {sending.error !== null && <Failed what={words.notDone} error={sending.error} />}
      <ul class="wm-goal-steps">
        {left.map((action) => (
          <li key={action.id} class="wm-goal-steps__item wm-goal-words">
            {action.words}{' '}
            <Button kind="secondary" onClick={() => take(action)} isBusy={sending.isSending} label={words.agreedTakeLabel(action.words)}>{words.agreedTake}</Button>
          </li>
        ))}
      </ul>
    </Details>
  )
}
