/** Turns, gaps and times in words. Pure; always in London's time. */
import type { Day, Desk, TimeSpan, Turn } from '../shared/api-types'
import { clockOf, dayAfter, dayOf, instantAt, sayClock, sayDay, type Moment } from '../shared/times'
import { words } from './words'

const hour = 60 * 60_000

/** "3 pm"; where the clocks show a time twice, which of the two. */
export function sayTime(at: Moment): string {
  const time = new Date(at).getTime()
  const isTwin = (other: number) => clockOf(other) === clockOf(time) && dayOf(other) === dayOf(time)
  if (isTwin(time + hour)) return words.firstTime(sayClock(at))
  return isTwin(time - hour) ? words.secondTime(sayClock(at)) : sayClock(at)
}

const beginOf = (day: Day) => Date.parse(instantAt(day, '00:00'))

/** "9 am to 5 pm" on its own day; where it reaches over midnight it says from or until which day. */
export function saySpan({ begins, ends }: TimeSpan, day: Day): string {
  const [from, until] = [Date.parse(begins), Date.parse(ends)]
  const [starts, stops] = [from <= beginOf(day), until >= beginOf(dayAfter(day, 1))]
  const isWithin = from >= beginOf(day) && until <= beginOf(dayAfter(day, 1))
  if (starts && stops) return words.allDay
  if (isWithin) return words.range(sayTime(from), sayTime(until))
  return starts ? words.until(sayTime(until)) : words.overnight(sayTime(from), sayTime(until))
}

/** "tomorrow, 1 pm to 5 pm", "Friday, 9 pm to Saturday, 7 am". */
export function sayWhole(span: TimeSpan, now: Moment): string {
  const [first, last] = [dayOf(span.begins), dayOf(Date.parse(span.ends) - 1)]
  const day = (at: Moment) => sayDay(at, now)
  if (first === last) {
    const isWhole = saySpan(span, first) === words.allDay
    return isWhole ? words.wholeDay(day(span.begins)) : words.dayAndSpan(day(span.begins), words.range(sayTime(span.begins), sayTime(span.ends)))
  }
  const isWholeDays = clockOf(span.begins) === '00:00' && clockOf(span.ends) === '00:00'
  if (isWholeDays) return words.range(day(span.begins), day(Date.parse(span.ends) - 1))
  return words.range(words.dayAndSpan(day(span.begins), sayTime(span.begins)), words.dayAndSpan(day(span.ends), sayTime(span.ends)))
}

export const sayDesk = (desk: Desk) => words.desks[desk]

/** "instead of Tom Osei", "for this once", "covers for Tom Osei": why it is this person. Nothing for the usual rota. */
export function sayHow({ how, instead_of: other }: Turn): string | null {
  if (how === 'cover') return other === null ? words.how.cover : words.how.coverFor(other.name)
  if (how === 'override' || how === 'swap') return other === null ? words.how[how] : words.how.insteadOf(other.name)
  return null
}

/** "Monday to Friday", "Monday, Wednesday and Saturday", "every day". */
export function sayWeekdays(weekdays: readonly number[]): string {
  const days = [...new Set(weekdays)].sort((a, b) => a - b)
  const [first = 0, last = 0] = [days[0], days.at(-1)]
  const name = (day: number) => words.weekdays[day] ?? ''
  if (days.length === 7) return words.everyDay
  if (days.length > 2 && last - first === days.length - 1) return words.range(name(first), name(last))
  return words.list(days.map(name))
}

/** A day of the calendar with its name, whatever today is: "Tuesday 24 November". */
export function sayFullDay(day: Day): string {
  const at = new Date(`${day}T12:00:00Z`)
  return `${words.weekdays[weekdayOf(day)] ?? ''} ${at.getUTCDate()} ${words.months[at.getUTCMonth()] ?? ''}`
}

/** Monday is 0. */
export const weekdayOf = (day: Day) => (new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7

export const mondayOf = (day: Day) => dayAfter(day, -weekdayOf(day))

/** Gaps of the same hours in one sentence: "Nobody at the duty desk 1 pm to 5 pm: tomorrow, Tuesday and Friday." */
export function sayGaps(desk: Desk, [first, ...more]: readonly [TimeSpan, ...TimeSpan[]], now: Moment): string {
  if (more.length === 0) return words.gap(desk, sayWhole(first, now))
  return words.gapDays(desk, saySpan(first, dayOf(first.begins)), words.list([first, ...more].map(({ begins }) => sayDay(begins, now))))
}
