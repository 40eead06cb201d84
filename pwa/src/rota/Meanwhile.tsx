import { useEffect, useState } from 'preact/hooks'
import type { RotaDay, TimeSpan, Turn } from '../shared/api-types'
import { dayAfter, dayOf, daysUntil } from '../shared/times'
import { readWeek } from './api'
import { gapsWithout } from './gaps'
import { GapList } from './GapList'
import { sayDesk, sayWhole } from './say'
import { away as words } from './mine-words'
import { words as common } from './words'

type Props = { who: string; isMe: boolean; name: string; span: TimeSpan | null; cover: string | null; teams: readonly string[]; now: number }

// No more is asked for at once, and no more could be read.
const mostDays = 35

/** Which turns fall into the time away, who takes them, and where nobody would be: before it is saved. */
export function Meanwhile({ who, isMe, name, span, cover, teams, now }: Props) {
  const days = useDays(teams, span)
  if (span === null || who === '' || days === null) return null
  const theirs = distinct(days.flatMap((day) => day.turns).filter((turn) => turn.account_id === who && turn.how !== 'member' && isWithin(turn, span)))
  if (theirs.length === 0) return null
  const gaps = cover === null ? gapsWithout(who, span, days) : []
  return (
    <div class="wm-rota-meanwhile" aria-live="polite">
      <p>{isMe ? words.yourTurns(theirs.length) : words.theirTurns(name, theirs.length)}</p>
      <ul class="nhsuk-list nhsuk-list--bullet">
        {theirs.map((turn) => <li key={`${turn.desk}${turn.begins}`}>{common.dayAndSpan(sayDesk(turn.desk), sayWhole(turn, now))}</li>)}
      </ul>
      {cover !== null && <p>{words.goesTo(cover)}</p>}
      {cover === null && gaps.length === 0 && <p>{words.somebodyElseThere}</p>}
      <GapList gaps={gaps} now={now} />
    </div>
  )
}

const isWithin = (turn: Turn, { begins, ends }: TimeSpan) => Date.parse(turn.begins) < Date.parse(ends) && Date.parse(turn.ends) > Date.parse(begins)
/** A turn past midnight stands on two days. */
const distinct = (turns: readonly Turn[]) => [...new Map(turns.map((turn) => [`${turn.desk}${turn.begins}`, turn])).values()]

/** The rota of those days in all of the teams. What cannot be read is left out: nothing here depends on it. */
function useDays(teams: readonly string[], span: TimeSpan | null): RotaDay[] | null {
  const [days, setDays] = useState<RotaDay[] | null>(null)
  const key = span === null ? '' : `${span.begins} ${span.ends} ${teams.join(' ')}`
  useEffect(() => {
    let isStale = false
    if (span === null || Date.parse(span.ends) <= Date.parse(span.begins)) {
      setDays(null)
      return
    }
    const from = dayAfter(dayOf(span.begins), -1)
    const count = Math.min(mostDays, daysUntil(span.ends, span.begins) + 2)
    void Promise.all(teams.map((team) => readWeek(team, from, count))).then((weeks) => {
      if (!isStale) setDays(weeks.flatMap((week) => week.days))
    }, () => setDays(null))
    return () => {
      isStale = true
    }
  // The key says the same as the span and the teams, which are made anew each time.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key])
  return days
}
