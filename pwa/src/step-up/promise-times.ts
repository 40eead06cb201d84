/** By when a worker can promise to answer. Pure, on London's clocks, never in the past. */
import type { Instant } from '../shared/api-types'
import { dayOf, instantAt } from '../shared/times'

const minute = 60_000
const day = 24 * 60 * minute
/** The service takes promises of up to seven days. */
export const longest = 7 * day

export type Choice = { key: 'quarter' | 'hour' | 'later'; at: Instant }

/** Round hours people plan by. One is offered only while there is a good while left until then. */
const landmarks = ['12:00', '15:00', '17:00', '19:00']
const goodWhile = 90 * minute

/** 15 minutes, an hour, and the next round hour worth naming: today, or tomorrow at ten. */
export function promiseChoices(now: number): Choice[] {
  return [
    { key: 'quarter', at: roundedUp(now + 15 * minute) },
    { key: 'hour', at: roundedUp(now + 60 * minute) },
    { key: 'later', at: nextLandmark(now) },
  ]
}

function nextLandmark(now: number): Instant {
  const today = dayOf(now)
  const later = landmarks.map((clock) => instantAt(today, clock)).find((at) => Date.parse(at) - now >= goodWhile)
  return later ?? instantAt(nextDay(now), '10:00')
}

/** The day after, also when the clocks change: noon is never skipped. */
export function nextDay(now: number): string {
  return dayOf(Date.parse(instantAt(dayOf(now), '12:00')) + day)
}

/** Up to the next five minutes: a time that can be said. */
function roundedUp(at: number): Instant {
  return iso(Math.ceil(at / (5 * minute)) * 5 * minute)
}

export const iso = (at: number): Instant => new Date(at).toISOString().replace('.000Z', 'Z')

export type ChosenTime = { at: Instant; problem: null } | { at: null; problem: 'missing' | 'past' | 'too_far' }

/** A day and a clock time that somebody typed, as a promise. */
export function chosenPromise(dayTyped: string, clock: string, now: number): ChosenTime {
  const at = instantTyped(dayTyped, clock)
  if (at === null) return { at: null, problem: 'missing' }
  if (Date.parse(at) <= now) return { at: null, problem: 'past' }
  return Date.parse(at) > now + longest ? { at: null, problem: 'too_far' } : { at, problem: null }
}

/** A day and a clock time that somebody typed, as a moment that has been. */
export function chosenPast(dayTyped: string, clock: string, now: number): { at: Instant; problem: null } | { at: null; problem: 'missing' | 'future' } {
  const at = instantTyped(dayTyped, clock)
  if (at === null) return { at: null, problem: 'missing' }
  return Date.parse(at) > now ? { at: null, problem: 'future' } : { at, problem: null }
}

function instantTyped(dayTyped: string, clock: string): Instant | null {
  const looksRight = /^\d{4}-\d\d-\d\d$/.test(dayTyped) && /^\d\d:\d\d$/.test(clock)
  return looksRight && !Number.isNaN(Date.parse(`${dayTyped}T${clock}:00Z`)) ? instantAt(dayTyped, clock) : null
}
