import { useState } from 'preact/hooks'
import type { GoalStatus } from '../shared/api-types'
import { Banner, Button, ButtonGroup, Details, Failed, TextArea } from '../shared/ui'
import { putStatus } from './api'
import { useAct, type OneGoal } from './use-goals'
import { useRetryId } from '../shared/use-retry-id'
import { words } from './words'

/** What may become of a goal now: rest, be done, be let go, come back. */
export function Standing({ recordId, goal, onGoal, onStale }: OneGoal) {
  const sending = useAct(onStale)
  const id = useRetryId()
  const [kind, setKind] = useState<string | null>(null)
  const [said, setSaid] = useState('')
  const go = (to: GoalStatus) => {
    const event = { to, words: to === 'finished' ? said.trim() : '' }
    void sending.send(async () => onGoal(await putStatus(recordId, goal.id, id.of(event), event))).then((isDone) => {
      if (!isDone) return
      id.done()
      setSaid('')
      setKind(to === 'finished' ? words.finished : null)
    })
  }
  const given = { go, isBusy: sending.isSending }
  const isOpen = goal.status === 'active' || goal.status === 'paused'
  const isOver = goal.status === 'finished' || goal.status === 'let_go'
  return (
    <section>
      <div role="status">{kind !== null && goal.status === 'finished' && <Banner kind="good">{kind}</Banner>}</div>
      {sending.error !== null && <Failed what={words.notDone} error={sending.error} />}
      {isOpen && <WhileOpen {...given} isPaused={goal.status === 'paused'} said={said} onSay={setSaid} />}
      {isOver && <Button kind="secondary" onClick={() => go('active')} isBusy={given.isBusy}>{words.bringBack}</Button>}
    </section>
  )
}

type Props = { go: (to: GoalStatus) => void; isBusy: boolean; isPaused: boolean; said: string; onSay: (said: string) => void }

function WhileOpen({ go, isBusy, isPaused, said, onSay }: Props) {
  return (
    <>
      <h2 class="nhsuk-heading-m">{words.doTitle}</h2>
      <ButtonGroup>
        {isPaused
          ? <Button onClick={() => go('active')} isBusy={isBusy}>{words.resume}</Button>
          : <Button kind="secondary" onClick={() => go('paused')} isBusy={isBusy}>{words.pause}</Button>}
      </ButtonGroup>
      <Details summary={words.finish}>
        <TextArea name="goal-finish" label={words.finishLabel} rows={3} value={said} onInput={onSay} />
        <Button onClick={() => go('finished')} isBusy={isBusy} busyWords={words.saving}>{words.finishSend}</Button>
      </Details>
      <Details summary={words.letItGo}>
        <p>{words.letGoExplains}</p>
        <Button kind="secondary" onClick={() => go('let_go')} isBusy={isBusy} busyWords={words.saving} label={words.letItGo}>{words.letItGo}</Button>
      </Details>
    </>
  )
}
