import type { Swap } from '../shared/api-types'
import { useSending } from '../shared/use-sending'
import { Button, ButtonGroup, Card, Failed } from '../shared/ui'
import { answerSwap, takeBackSwap } from './api'
import type { PartProps } from './mine-part'
import { sayDesk, sayWhole } from './say'
import { words } from './mine-words'
import { words as common } from './words'

/** What colleagues ask me, and what I have asked: as long as the turn is ahead. */
export function MySwaps({ mine, now, onDone }: PartProps) {
  const swaps = mine.swaps.filter(({ answer, until_at: until }) => answer !== 'taken_back' && Date.parse(until) > now)
  const [asked, own] = [swaps.filter((one) => !one.is_mine && one.answer === null), swaps.filter((one) => one.is_mine)]
  if (asked.length + own.length === 0) return null
  return (
    <section>
      <h2 class="nhsuk-heading-m">{words.swapsHeading}</h2>
      {asked.map((swap) => <Asked key={swap.id} swap={swap} now={now} onDone={onDone} />)}
      {own.map((swap) => <Own key={swap.id} swap={swap} now={now} onDone={onDone} />)}
    </section>
  )
}

type Props = { swap: Swap; now: number; onDone: (said: string) => void }

const sayTurn = ({ desk, from_at: begins, until_at: ends }: Swap, now: number) => words.turn(sayDesk(desk), sayWhole({ begins, ends }, now), null)

function Asked({ swap, now, onDone }: Props) {
  const { isSending, error, send } = useSending()
  const turn = sayTurn(swap, now)
  const answer = (what: 'yes' | 'no') => void send(() => answerSwap(swap.id, what)).then((isDone) => isDone && onDone(what === 'yes' ? words.saidYes : words.saidNo))
  return (
    <Card level={3} heading={words.asksYou(swap.from.name)}>
      <p>{turn}.</p>
      {error !== null && <Failed what={words.answerFailed} error={error} />}
      <ButtonGroup>
        <Button isBusy={isSending} busyWords={words.answering} onClick={() => answer('yes')} label={words.yesLabel(turn)}>{words.yes}</Button>
        <Button kind="secondary" isBusy={isSending} onClick={() => answer('no')} label={words.noLabel(turn)}>{words.no}</Button>
      </ButtonGroup>
    </Card>
  )
}

function Own({ swap, now, onDone }: Props) {
  const { isSending, error, send } = useSending()
  const turn = sayTurn(swap, now)
  const takeBack = () => void send(() => takeBackSwap(swap.id)).then((isDone) => isDone && onDone(words.tookBack))
  return (
    <Card level={3} heading={words.youAsked(swap.to.name)}>
      <p>{turn}. {sayAnswer(swap)}</p>
      {error !== null && <Failed what={words.takeBackFailed} error={error} />}
      {swap.answer === null && (
        <Button kind="quiet" isBusy={isSending} busyWords={common.takingBack} onClick={takeBack} label={words.takeBackLabel(turn)}>{common.takeBack}</Button>
      )}
    </Card>
  )
}

function sayAnswer({ answer, to }: Swap): string {
  if (answer === null) return words.notAnswered
  return answer === 'yes' ? words.theySaidYes(to.name) : words.theySaidNo(to.name)
}
