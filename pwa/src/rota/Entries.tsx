import { useMe } from '../shared/session'
import type { Desk, RotaDay, Turn } from '../shared/api-types'
import { entriesOf } from './cell'
import { sayHow, saySpan } from './say'
import { words } from './week-words'
import { words as common } from './words'

/** Who is at a desk on a day, line by line. Spans, so that it can stand in a button too. */
export function Entries({ day, desk }: { day: RotaDay; desk: Desk }) {
  const entries = entriesOf(day, desk)
  if (entries.length === 0) return <span class="wm-entry wm-entry--none">{day.opening.length === 0 ? words.noneNeeded : words.nobody[desk]}</span>
  return (
    <>
      {entries.map((entry) => {
        if (entry.kind === 'turn') return <TurnLine key={keyOf(entry.turn)} turn={entry.turn} day={day} />
        if (entry.kind === 'gap') return <span key={`gap${entry.gap.begins}`} class="wm-entry wm-entry--gap">{words.nobodyAt(desk, saySpan(entry.gap, day.on))}. </span>
        return <span key={`all${entry.span.begins}`} class="wm-entry"><span class="wm-entry__name">{words.everybody}</span> <span class="wm-entry__more">{saySpan(entry.span, day.on)}. </span></span>
      })}
    </>
  )
}

const keyOf = (turn: Turn) => `${turn.account_id}${turn.begins}${turn.how}`

function TurnLine({ turn, day }: { turn: Turn; day: RotaDay }) {
  const { account_id: me } = useMe()
  const more = [saySpan(turn, day.on), sayHow(turn), turn.is_ready ? null : words.notReady]
  return (
    <span class="wm-entry">
      <span class="wm-entry__name">{turn.account_id === me ? common.you(turn.name) : turn.name}</span>{' '}
      <span class="wm-entry__more">{more.filter((one) => one !== null).join(', ')}. </span>
    </span>
  )
}

/** When the team is open on a day, or why not. */
export function sayOpening({ opening, closed_because: why, on }: RotaDay): string {
  if (opening.length > 0) return common.open(common.list(opening.map((span) => saySpan(span, on))))
  return why === null ? common.closed : common.closedBecause(why)
}
