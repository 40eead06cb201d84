import { useState } from 'preact/hooks'
import type { Goal } from '../shared/api-types'
import { Button, Failed, When } from '../shared/ui'
import { putScore, setTracking } from './api'
import { Course } from './Course'
import { countFollowed, mostFollowed, scoresNow } from './rules'
import { ScoreForm } from './ScoreForm'
import { useAct, type OneGoal } from './use-goals'
import { words } from './words'

/** "How near am I?", for up to three goals. */
export function HowNear({ all, ...given }: OneGoal & { all: readonly Goal[] }) {
  return (
    <section>
      <h2 class="nhsuk-heading-m">{words.nearTitle}</h2>
      {given.goal.tracked === null ? <Follow {...given} isFull={countFollowed(all) >= mostFollowed} /> : <Say {...given} />}
      {given.goal.scores.length > 0 && <Course goal={given.goal} />}
      {given.goal.tracked !== null && <Unfollow {...given} />}
    </section>
  )
}

function Follow({ recordId, goal, onGoal, onStale, isFull }: OneGoal & { isFull: boolean }) {
  const sending = useAct(onStale)
  const follow = () => void sending.send(async () => onGoal(await setTracking(recordId, goal.id, true)))
  return (
    <>
      {sending.error !== null && <Failed what={words.notDone} error={sending.error} />}
      <p>{words.followExplains}</p>
      <Button kind="secondary" onClick={follow} isBusy={sending.isSending} busyWords={words.saving} refusedBecause={isFull ? words.followThree : null}>{words.follow}</Button>
    </>
  )
}

function Say({ recordId, goal, onGoal }: OneGoal) {
  const last = scoresNow(goal).at(-1)
  const [isSaved, setIsSaved] = useState(false)
  return (
    <>
      {last !== undefined && (
        <p role="status">
          {isSaved && `${words.nearSaved} `}{words.nearLast} <When at={last.answered_at} as="day" />: <strong>{words.near(last.value)}</strong>.{' '}
          {goal.change !== null && words.nearSince(goal.change.words)}
        </p>
      )}
      <ScoreForm
        name="how-near" legend={words.nearLegend}
        onSend={async (value, id) => {
          onGoal(await putScore(recordId, goal.id, id, { value, answered_at: new Date().toISOString(), how: 'alone' }))
          setIsSaved(true)
        }}
      />
    </>
  )
}

function Unfollow({ recordId, goal, onGoal, onStale }: OneGoal) {
  const sending = useAct(onStale)
  const stop = () => void sending.send(async () => onGoal(await setTracking(recordId, goal.id, false)))
  return (
    <>
      {sending.error !== null && <Failed what={words.notDone} error={sending.error} />}
      <Button kind="quiet" onClick={stop} isBusy={sending.isSending}>{words.unfollow}</Button>
    </>
  )
}
