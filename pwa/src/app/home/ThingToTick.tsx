import { useRef, useState } from 'preact/hooks'
import { newId } from '../../shared/ids'
import { Button, Failed } from '../../shared/ui'
import { useSending } from '../../shared/use-sending'
import { markActionDone, tickStep } from './api'
import { sayDue, type Ticks } from './rules'
import { words } from './words'

type Props = { thing: Ticks; recordId: string; now: number }

/** Something she wanted to do. Once done it stays in its place and says so: nothing jumps. */
export function ThingToTick({ thing, recordId, now }: Props) {
  const [isDone, setIsDone] = useState(false)
  const id = useRef(newId())
  const sending = useSending()
  const { said, why, href } = describe(thing, now)
  const finish = () => {
    const work = () => (thing.kind === 'action' ? markActionDone(recordId, thing.action.id, id.current) : tickStep(recordId, thing.goal.id, thing.step))
    void sending.send(work).then((isSaved) => isSaved && setIsDone(true))
  }
  return (
    <div class="wm-card">
      {sending.error !== null && <Failed what={words.notSaved} error={sending.error} />}
      <div class="wm-home__thing">
        <div class="wm-home__what">
          <h3 class="wm-card__heading"><a href={href}>{said}</a></h3>
          <p>{why}</p>
        </div>
        {!isDone && <Button kind="secondary" onClick={finish} isBusy={sending.isSending} busyWords={words.saving} label={words.doneLabel(said)}>{words.done}</Button>}
      </div>
      <p class="wm-home__done" role="status">{isDone && words.isDone}</p>
    </div>
  )
}

function describe(thing: Ticks, now: number): { said: string; why: string; href: string } {
  if (thing.kind === 'step') return { said: thing.step.words, why: words.stepOf(thing.goal.words), href: `/goals/${thing.goal.id}` }
  const by = sayDue(thing.action, now)
  return { said: thing.action.words, why: by === null ? words.action : words.actionBy(by), href: '/working-on' }
}
