/** The end of a session whatever anybody does: twelve hours after the sign-in. By the service's clock, since phones' are wrong. */
import { signal } from '@preact/signals'
import type { Me } from '../shared/api-types'
import { serviceNow } from '../shared/clock'

const minute = 60_000
export const warnsBefore = 5 * minute
/** A little before the service does, so that the last words still find a session. */
export const endsBefore = 20_000

export type SessionEnd = 'far' | 'near' | 'over'
export const sessionEnd = signal<SessionEnd>('far')

export function sessionEndAt(endsAt: string, now: number): SessionEnd {
  const left = Date.parse(endsAt) - now
  if (left <= endsBefore) return 'over'
  return left <= warnsBefore ? 'near' : 'far'
}

/** Looks at the clock. */
export function checkSessionEnd({ session }: Me, now = serviceNow()): SessionEnd {
  sessionEnd.value = sessionEndAt(session.ends_at, now)
  return sessionEnd.value
}
