/** Times inside sentences. */
import type { Instant } from '../shared/api-types'
import { sayClock, sayDay, sayWhen, type Moment } from '../shared/times'

/** "3 pm today", "9 am on Tuesday": as people say when something will be done. */
export function sayBy(at: Instant, now?: Moment): string {
  const day = sayDay(at, now)
  return `${sayClock(at)} ${['today', 'tomorrow', 'yesterday'].includes(day) ? day : `on ${day}`}`
}

/** "10:02" on the day itself, else with its day. */
export function sayAt(at: Instant, now?: Moment): string {
  return sayDay(at, now) === 'today' ? sayClock(at) : sayWhen(at, now)
}

/** "today at 9 am", "tomorrow at 9 am", "on Tuesday at 9 am". */
export function sayBack(at: Instant, now?: Moment): string {
  const day = sayDay(at, now)
  return `${day === 'today' || day === 'tomorrow' ? day : `on ${day}`} at ${sayClock(at)}`
}
