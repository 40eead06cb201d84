/**
 * Times as people say them, in the time of the United Kingdom whatever the phone is set to.
 *
 * A promise "by 3 pm" means three o'clock where the team is.
 */
import { words } from './words'

const zone = 'Europe/London'
const language = 'en-GB'
const minute = 60_000

export type Moment = string | number | Date

// Browsers put commas in different places: the parts are asked for one by one and put together here.
const clockParts = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const dayParts = format({ year: 'numeric', month: '2-digit', day: '2-digit' }, 'en-CA')
const weekday = format({ weekday: 'long' })
const dayAndMonth = format({ day: 'numeric', month: 'long' })
const fullDay = format({ day: 'numeric', month: 'long', year: 'numeric' })

type Format = { format: (at: Date) => string }

/** Made when it is first used: five of them at the start cost a slow phone as much as drawing the page. */
function format(options: Intl.DateTimeFormatOptions, locale = language): Format {
  let made: Intl.DateTimeFormat | null = null
  return { format: (at) => (made ??= new Intl.DateTimeFormat(locale, { timeZone: zone, ...options })).format(at) }
}

/** "3 pm", "10:02 am", "12 noon". */
export function sayClock(at: Moment): string {
  return sayHour(clockParts.format(new Date(at)))
}

/** The same of a time on a door, "15:00"; "00:00" and "24:00" are midnight. */
export function sayHour(onDoor: string): string {
  const [hour = 0, minutes = 0] = onDoor.split(':').map(Number)
  if (minutes === 0 && hour % 24 === 0) return words.midnight
  if (minutes === 0 && hour === 12) return words.noon
  const twelve = hour % 12 === 0 ? 12 : hour % 12
  const clock = minutes === 0 ? String(twelve) : `${twelve}:${String(minutes).padStart(2, '0')}`
  return `${clock} ${hour < 12 ? 'am' : 'pm'}`
}

/** The hour of the day in the United Kingdom, 0 to 23. */
export function hourOf(at: Moment): number {
  return Number(clockParts.format(new Date(at)).split(':')[0])
}

/** "2026-11-22": the day there and then, fit for comparing and for date inputs. */
export function dayOf(at: Moment): string {
  return dayParts.format(new Date(at))
}

/** "15:00": what the clocks show there and then, fit for time inputs. */
export function clockOf(at: Moment): string {
  return clockParts.format(new Date(at))
}

/** The day so many days after another, both as `2026-11-22`. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 24 * 60 * minute).toISOString().slice(0, 10)
}

/** Whole days from the day of `now` to the day of `at`; yesterday is -1. */
export function daysUntil(at: Moment, now: Moment = Date.now()): number {
  return Math.round((Date.parse(dayOf(at)) - Date.parse(dayOf(now))) / (24 * 60 * minute))
}

/** "today", "tomorrow", "Tuesday" (the six days to come), "Tuesday 3 March", "3 March 2027". */
export function sayDay(at: Moment, now: Moment = Date.now()): string {
  const away = daysUntil(at, now)
  if (away === 0) return words.today
  if (away === 1) return words.tomorrow
  if (away === -1) return words.yesterday
  if (away > 1 && away < 7) return weekday.format(new Date(at))
  return Math.abs(away) < 300 ? `${weekday.format(new Date(at))} ${dayAndMonth.format(new Date(at))}` : fullDay.format(new Date(at))
}

/** "today, 3 pm", "Tuesday, 9 am". */
export function sayWhen(at: Moment, now: Moment = Date.now()): string {
  return `${sayDay(at, now)}, ${sayClock(at)}`
}

/** "Sunday 22 November 2026 at 10:02", for titles and for the record. */
export function sayExactly(at: Moment): string {
  const moment = new Date(at)
  return words.dayAndClock(`${weekday.format(moment)} ${fullDay.format(moment)}`, clockParts.format(moment))
}

/** "22 November 2026". */
export function sayDate(at: Moment): string {
  return fullDay.format(new Date(at))
}

/** How long between two moments, in words: "12 minutes", "2 hours and 5 minutes", "3 days". */
export function sayHowLong(from: Moment, to: Moment = Date.now()): string {
  const minutes = Math.max(0, Math.floor((new Date(to).getTime() - new Date(from).getTime()) / minute))
  if (minutes < 1) return words.moments
  if (minutes < 60) return words.minutes(minutes)
  const hours = Math.floor(minutes / 60)
  if (hours >= 24) return words.days(Math.floor(hours / 24))
  return minutes % 60 === 0 ? words.hours(hours) : words.and(words.hours(hours), words.minutes(minutes % 60))
}

/**
 * The instant of a clock time on a day in the United Kingdom, as ISO in UTC.
 *
 * @param day `2026-11-22`
 * @param clock `15:00`
 */
export function instantAt(day: string, clock: string): string {
  const asIfUtc = Date.parse(`${day}T${clock}:00Z`)
  const guess = asIfUtc - offsetAt(asIfUtc)
  return new Date(asIfUtc - offsetAt(guess)).toISOString().replace('.000Z', 'Z')
}

/** The same, but the first of two readings where the clocks show a time twice: nobody is then left out for an hour. */
export function firstInstantAt(day: string, clock: string): string {
  const later = instantAt(day, clock)
  const earlier = new Date(Date.parse(later) - 60 * minute)
  return dayOf(earlier) === day && clockOf(earlier) === clock ? earlier.toISOString().replace('.000Z', 'Z') : later
}

function offsetAt(instant: number): number {
  return Date.parse(`${dayOf(instant)}T${clockParts.format(new Date(instant))}:00Z`) - Math.floor(instant / minute) * minute
}
