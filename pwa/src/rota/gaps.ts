/** Where an opening has nobody at a desk: what is said before something is saved. Pure. */
import type { Clock, Day, Desk, RotaDay, RotationContent, TimeSpan } from '../shared/api-types'
import { dayAfter, firstInstantAt, instantAt } from '../shared/times'
import { weekdayOf } from './say'

type Range = { from: number; until: number }

export const spanOn = (day: Day, begins: Clock, ends: Clock): TimeSpan => (
  { begins: firstInstantAt(day, begins), ends: instantAt(ends > begins ? day : dayAfter(day, 1), ends) }
)

/** When somebody of this rotation is there, on those days. */
export function spansOf(rotation: RotationContent, days: readonly Day[]): TimeSpan[] {
  const { begins_on: first, ends_on: last, weekdays, begins, ends } = rotation
  const isOn = (day: Day) => day >= first && (last === null || day <= last) && weekdays.includes(weekdayOf(day))
  return days.filter(isOn).map((day) => spanOn(day, begins, ends))
}

/** What is left of the openings when these spans are taken away, in order. */
export function leftOpen(openings: readonly TimeSpan[], taken: readonly TimeSpan[]): TimeSpan[] {
  const left = taken.map(rangeOf).reduce((open, one) => open.flatMap((range) => without(range, one)), openings.map(rangeOf))
  return left.sort((a, b) => a.from - b.from).map(({ from, until }) => ({ begins: isoOf(from), ends: isoOf(until) }))
}

function without(range: Range, taken: Range): Range[] {
  const before = { from: range.from, until: Math.min(range.until, taken.from) }
  const after = { from: Math.max(range.from, taken.until), until: range.until }
  return [before, after].filter(({ from, until }) => until > from)
}

const rangeOf = ({ begins, ends }: TimeSpan): Range => ({ from: Date.parse(begins), until: Date.parse(ends) })
const isoOf = (at: number) => new Date(at).toISOString().replace('.000Z', 'Z')

/** Who is at a desk counts there; on shift, those at the duty desk count too. */
const countsFor = (desk: Desk, at: Desk) => at === desk || desk === 'shift'

/** The gaps of these days at the rotation's desk once it is saved as written. Members without a rota no longer stand in. */
export function gapsWith(rotation: RotationContent, id: string, days: readonly RotaDay[]): TimeSpan[] {
  const others = days.flatMap(({ turns }) => turns)
    .filter((turn) => countsFor(rotation.desk, turn.desk) && turn.source_id !== id && turn.how !== 'member')
  const own = spansOf(rotation, days.flatMap(({ on }, number) => (number === 0 ? [dayAfter(on, -1), on] : [on])))
  return joined(leftOpen(days.flatMap(({ opening }) => opening), [...others, ...own]))
}

/** The gaps that somebody leaves behind who is away then, where nobody else is at the desk. */
export function gapsWithout(accountId: string, away: TimeSpan, days: readonly RotaDay[]): (TimeSpan & { desk: Desk })[] {
  const turns = days.flatMap((day) => day.turns)
  const theirs = turns.filter((turn) => turn.account_id === accountId)
  return (['duty', 'shift'] as const).flatMap((desk) => {
    const lost = inBoth(theirs.filter((turn) => turn.desk === desk), [away])
    const others = turns.filter((turn) => countsFor(desk, turn.desk) && turn.account_id !== accountId)
    const open = inBoth(lost, days.flatMap((day) => day.opening))
    return joined(leftOpen(open, others)).map((gap) => ({ ...gap, desk }))
  })
}

function inBoth(some: readonly TimeSpan[], others: readonly TimeSpan[]): TimeSpan[] {
  const both = some.map(rangeOf).flatMap((a) => others.map(rangeOf).map((b) => ({ from: Math.max(a.from, b.from), until: Math.min(a.until, b.until) })))
  return both.filter(({ from, until }) => until > from).map(({ from, until }) => ({ begins: isoOf(from), ends: isoOf(until) }))
}

/** Those that touch, as one; each once, though a turn past midnight stands on two days. */
function joined(spans: readonly TimeSpan[]): TimeSpan[] {
  const all: Range[] = []
  for (const span of spans.map(rangeOf).sort((a, b) => a.from - b.from)) {
    const last = all.at(-1)
    if (last !== undefined && span.from <= last.until) last.until = Math.max(last.until, span.until)
    else all.push(span)
  }
  return all.map(({ from, until }) => ({ begins: isoOf(from), ends: isoOf(until) }))
}
