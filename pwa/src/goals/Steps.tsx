import { useState } from 'preact/hooks'
import type { Action, GoalStep } from '../shared/api-types'
import { Button, Checkbox, Failed } from '../shared/ui'
import { useMe } from '../shared/session'
import { putStep } from './api'
import { AddStep } from './AddStep'
import { AgreedSteps } from './AgreedSteps'
import { EditStep } from './EditStep'
import { inOrder, nextPosition } from './rules'
import { useAct, type OneGoal } from './use-goals'
import { words } from './words'

/** Small steps: tick them, change them, put them in another order. */
export function Steps({ agreed, ...given }: OneGoal & { agreed: readonly Action[] }) {
  const { recordId, goal, onGoal } = given
  const [open, setOpen] = useState<string | null>(null)
  const [said, setSaid] = useState('')
  const steps = inOrder(goal.steps)
  const close = (id: string, news = '') => {
    setOpen(null)
    setSaid(news)
    // The form that had the focus is gone: it goes to what it belonged to.
    requestAnimationFrame(() => (document.getElementById(`step-${id}`) ?? document.getElementById('steps'))?.focus())
  }
  return (
    <section aria-labelledby="steps">
      <h2 class="nhsuk-heading-m" id="steps" tabIndex={-1}>{words.stepsTitle}</h2>
      {steps.length === 0 && <p>{words.stepsNone}</p>}
      <ul class="wm-goal-steps">
        {steps.map((step, place) => (
          <li key={step.id} class="wm-goal-steps__item">
            {open === step.id
              ? <EditStep {...given} step={step} place={place} steps={steps} onDone={close} onSay={setSaid} />
              : <Step {...given} step={step} onChange={() => setOpen(step.id)} />}
          </li>
        ))}
      </ul>
      <p class="wm-goal-status" role="status">{said}</p>
      <AddStep
        label={words.addStepLabel} send={words.addStepSend} missing={words.stepMissing} failed={words.notDone} busy={words.saving}
        onSend={async (text, id) => {
          const step = { words: text, position: nextPosition(goal.steps), is_done: false, is_removed: false, action_id: null, version: 0 }
          onGoal(await putStep(recordId, goal.id, id, step))
          setSaid(words.stepAdded)
        }}
      />
      <AgreedSteps {...given} agreed={agreed} onSay={setSaid} />
    </section>
  )
}

type StepProps = OneGoal & { step: GoalStep; onChange: () => void }

function Step({ recordId, goal, onGoal, onStale, step, onChange }: StepProps) {
  const { name } = useMe()
  const { sending, isTicked, tick } = useTick(step, onStale, async (isDone) => {
    const { id, words: said, position, version } = step
    onGoal(await putStep(recordId, goal.id, id, { words: said, position, is_done: isDone, is_removed: false, action_id: null, version }))
  })
  const hint = step.from_action ? words.stepFromAction : step.by === name ? undefined : words.stepBy(step.by)
  return (
    <>
      {sending.error !== null && <Failed what={words.notDone} error={sending.error} />}
      <div class="wm-goal-steps__row">
        <Checkbox name={`step-${step.id}`} label={step.words} {...(hint === undefined ? {} : { hint })} isChecked={isTicked} onChange={tick} />
        <Button kind="quiet" onClick={onChange} label={words.stepChangeLabel(step.words)}>{words.stepChange}</Button>
      </div>
    </>
  )
}

/** A tick is seen at once; when it could not be kept it goes back and says so. */
function useTick(step: GoalStep, onStale: () => void, put: (isDone: boolean) => Promise<void>) {
  const sending = useAct(onStale)
  const [shown, setShown] = useState({ version: step.version, isDone: step.is_done })
  const show = (isDone: boolean) => setShown({ version: step.version, isDone })
  const tick = (isDone: boolean) => {
    show(isDone)
    void sending.send(() => put(isDone)).then((isKept) => isKept || show(step.is_done))
  }
  // A newer version of the step knows better.
  return { sending, isTicked: shown.version === step.version ? shown.isDone : step.is_done, tick }
}
