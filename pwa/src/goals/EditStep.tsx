import { useEffect, useState } from 'preact/hooks'
import type { GoalStep } from '../shared/api-types'
import { Button, ButtonGroup, Failed, Form, TextInput } from '../shared/ui'
import { putStep } from './api'
import { moved } from './rules'
import { useAct, type OneGoal } from './use-goals'
import { words } from './words'

type Props = OneGoal & {
  step: GoalStep
  place: number
  steps: readonly GoalStep[]
  onDone: (id: string, news?: string) => void
  onSay: (news: string) => void
}

/** One step being changed: its words, its place, or away with it. */
export function EditStep({ recordId, goal, onGoal, onStale, step, place, steps, onDone, onSay }: Props) {
  const [said, setSaid] = useState(step.words)
  const [isMissing, setIsMissing] = useState(false)
  const sending = useAct(onStale)
  useEffect(() => document.getElementById('step-words')?.focus(), [])

  const put = async (each: GoalStep, some: { words?: string; position?: number; is_removed?: boolean }) => {
    const { words: before, position, is_done, version } = each
    onGoal(await putStep(recordId, goal.id, each.id, { words: before, position, is_done, is_removed: false, action_id: null, version, ...some }))
  }
  const save = () => {
    setIsMissing(said.trim() === '')
    if (said.trim() !== '') void sending.send(() => put(step, { words: said.trim() })).then((isDone) => isDone && onDone(step.id))
  }
  const remove = () => void sending.send(() => put(step, { is_removed: true })).then((isDone) => isDone && onDone(step.id, words.stepRemoved))
  const move = (by: -1 | 1) => {
    const work = async () => {
      for (const one of moved(steps, step.id, by)) await put(one.step, { position: one.position })
    }
    const pressed = document.activeElement
    void sending.send(work).then((isDone) => {
      if (!isDone) return
      onSay(words.stepMoved(place + by + 1, steps.length))
      requestAnimationFrame(() => focusOr(pressed))
    })
  }
  return (
    <Form onSend={save} label={words.stepChangeLabel(step.words)}>
      {sending.error !== null && <Failed what={words.notDone} error={sending.error} />}
      <TextInput name="step-words" label={words.stepWords} value={said} onInput={setSaid} error={isMissing ? words.stepMissing : sending.fieldError('words')} />
      <ButtonGroup>
        <Button type="submit" isBusy={sending.isSending} busyWords={words.saving}>{words.save}</Button>
        {place > 0 && <Button kind="secondary" onClick={() => move(-1)} isBusy={sending.isSending}>{words.stepUp}</Button>}
        {place < steps.length - 1 && <Button kind="secondary" onClick={() => move(1)} isBusy={sending.isSending}>{words.stepDown}</Button>}
      </ButtonGroup>
      <ButtonGroup>
        <Button kind="quiet" onClick={remove} isBusy={sending.isSending} label={words.stepRemove}>{words.stepRemove}</Button>
        <Button kind="quiet" onClick={() => onDone(step.id)}>{words.keep}</Button>
      </ButtonGroup>
    </Form>
  )
}

/** The button that was pressed, unless it went away with the place of the step. */
function focusOr(pressed: Element | null): void {
  if (pressed instanceof HTMLElement && pressed.isConnected) pressed.focus()
  else document.getElementById('step-words')?.focus()
}
