/**
 * When a line or a team is open, on the clocks of the United Kingdom whatever the phone is set to.
 *
 * Hours are wall time there: a span whose end is not later than its start ends on the next day, and 00:00 to 00:00 is
 * the whole day. Where the clocks have the same time twice, the second counts.
 */
import { daysUntil, dayOf, instantAt, sayClock, sayDay, sayHour, sayWhen } from './times'
import { words } from './opening-words'

export type Hours = readonly { weekday: number; opens: string; closes: string }[]
export type Opened = { hours: Hours; always_open: boolean }

/** 'unsaid': nobody could tell us when. `until` and `at` are instants. */
export type Opening =
  | { state: 'always' | 'unsaid' }
  | { state: 'open'; until: number }
  | { state: 'closed'; at: number }

const day = 24 * 60 * 60_000
const week = 7

/** Whether it is open at `now`, and until or from when. */
export function openingAt({ hours, always_open: isAlways }: Opened, now: number): Opening {
  if (isAlways) return { state: 'always' }
  const spans = spansAround(hours, now)
  const next = spans.find(({ ends }) => ends > now)
  if (next === undefined) return { state: 'unsaid' }
  if (next.begins > now) return { state: 'closed', at: next.begins }
  return next.ends - now > week * day ? { state: 'always' } : { state: 'open', until: next.ends }
}

/** "Open now until 11 pm", "Opens today at 7 pm", "Day and night". */
export function sayOpening(opening: Opening, now: number): string {
  if (opening.state === 'closed') return sayOpens(opening.at, now)
  if (opening.state !== 'open') return opening.state === 'always' ? words.always : words.notKnown
  return words.openUntil(opening.until - now > day ? sayWhen(opening.until, now) : sayClock(opening.until))
}

/** The whole week, true whatever the time is: "Every day: 7 pm to 11 pm". */
export function sayHours({ hours, always_open: isAlways }: Opened): string[] {
  if (isAlways) return [words.always]
  return hours.length === 0 ? [words.notKnown] : sayWeek(hours)
}

/** The week in a few lines, with equal days in a row put together: "Monday to Friday: 9 am to 5 pm". */
export function sayWeek(hours: Hours): string[] {
  const lines: { from: number; to: number; says: string }[] = []
  for (let weekday = 0; weekday < week; weekday++) {
    const says = spansOn(hours, weekday).map(sayRange).join(words.and)
    const last = lines.at(-1)
    if (says === '') continue
    if (last?.to === weekday - 1 && last.says === says) last.to = weekday
    else lines.push({ from: weekday, to: weekday, says })
  }
  return lines.map(({ from, to, says }) => words.week(sayDays(from, to), says))
}

function sayOpens(at: number, now: number): string {
  const [when, clock, away] = [sayDay(at, now), sayClock(at), daysUntil(at, now)]
  if (away === 1 && sayHour('00:00') === clock) return words.opensAtMidnight
  return words.opens(away > 1 ? words.onDay(when) : when, clock)
}

function sayRange({ opens, closes }: Hours[number]): string {
  return opens === '00:00' && closes === '00:00' ? words.allDay : words.range(sayHour(opens), sayHour(closes))
}

function sayDays(from: number, to: number): string {
  const [first = '', last = ''] = [words.days[from], words.days[to]]
  if (from === 0 && to === week - 1) return words.everyDay
  return from === to ? first : words.range(first, last)
}

const spansOn = (hours: Hours, weekday: number) => (
  hours.filter((span) => span.weekday === weekday).sort((a, b) => a.opens.localeCompare(b.opens))
)

type Span = { begins: number; ends: number }

/** From the day before (a night reaches over midnight) to a day after the same day next week, put together where they touch. */
function spansAround(hours: Hours, now: number): Span[] {
  const joined: Span[] = []
  for (const span of Array.from({ length: week + 3 }, (_, number) => spansFrom(hours, now, number - 1)).flat()) {
    const last = joined.at(-1)
    if (last !== undefined && span.begins <= last.ends) last.ends = Math.max(last.ends, span.ends)
    else joined.push(span)
  }
  return joined
}

function spansFrom(hours: Hours, now: number, daysOn: number): Span[] {
  // Noon in UTC is the same day in the United Kingdom all year round.
  const noon = Date.parse(`${dayOf(now)}T12:00:00Z`) + daysOn * day
  const weekday = (new Date(noon).getUTCDay() + 6) % week
  return spansOn(hours, weekday).map(({ opens, closes }) => ({
    begins: instant(noon, opens),
    ends: instant(closes > opens ? noon : noon + day, closes),
  }))
}

const instant = (noon: number, clock: string) => Date.parse(instantAt(dayOf(noon), clock))
