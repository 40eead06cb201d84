import { useState } from 'preact/hooks'
import type { Action } from '../shared/api-types'
import { useResource } from '../shared/use-resource'
import { useSending } from '../shared/use-sending'
import { Await, Button, ButtonGroup, Failed, Form, LinkButton, Radios } from '../shared/ui'
import { makeStep, readGoals, type GoalToChoose } from './api'
import { words } from './list-words'
import { words as common } from './words'

type Props = { recordId: string; action: Action; onClose: () => void }

/** What was agreed becomes a step of one of her goals, if she likes. */
export function MakeStep({ recordId, action, onClose }: Props) {
  const goals = useResource(() => readGoals(recordId), recordId)
  const [isDone, setIsDone] = useState(false)
  if (isDone) return <p role="status">{words.stepMade} <a href="/goals">{words.seeGoals}</a></p>
  return (
    <Await of={goals} what={words.goals}>
      {(all) => {
        const active = all.filter(({ status }) => status === 'active')
        return active.length === 0
          ? <NoGoals onClose={onClose} />
          : <Choose recordId={recordId} action={action} goals={active} onDone={() => setIsDone(true)} onClose={onClose} />
      }}
    </Await>
  )
}

function NoGoals({ onClose }: { onClose: () => void }) {
  return (
    <>
      <p>{words.noGoals}</p>
      <ButtonGroup>
        <LinkButton kind="secondary" href="/goals/new">{words.newGoal}</LinkButton>
        <Button kind="quiet" onClick={onClose}>{common.cancel}</Button>
      </ButtonGroup>
    </>
  )
}

function Choose({ recordId, action, goals, onDone, onClose }: Props & { goals: readonly GoalToChoose[]; onDone: () => void }) {
  const [chosen, setChosen] = useState(goals[0]?.id ?? null)
  const sending = useSending()
  const add = () => {
    const goal = goals.find(({ id }) => id === chosen)
    if (goal !== undefined) void sending.send(() => makeStep(recordId, goal, action)).then((isSent) => isSent && onDone())
  }
  return (
    <Form onSend={add} label={words.makeStepLabel(action.words)}>
      {sending.error !== null && <Failed what={words.stepFailed} error={sending.error} />}
      <Radios name={`goal-${action.id}`} legend={words.whichGoal} value={chosen} onChange={setChosen} options={goals.map(({ id, words: label }) => ({ value: id, label }))} />
      <ButtonGroup>
        <Button type="submit" isBusy={sending.isSending} busyWords={common.saving}>{words.addStep}</Button>
        <Button kind="quiet" onClick={onClose}>{common.cancel}</Button>
      </ButtonGroup>
    </Form>
  )
}
