/** What a wall may still say. Pure. */
import type { Wall } from '../shared/api-types'

const minute = 60_000

/** Numbers older than this are not shown as if they were new. */
export const tooOld = 20_000
/** An engine that has said nothing for so long may not be telling anybody. */
export const engineSilent = minute
/** As the service has it: a session ends when nobody has touched the screen for so long. */
export const idleLimit = 30 * minute

export type Trust =
  | 'good'
  /** Shown numbers are old: the service was not reached. */
  | 'not-reached'
  /** The numbers are new, but nobody may be told of new requests. */
  | 'engine-silent'

/** @param reachedAt when the service last answered, on this device's clock */
export function trustIn({ engine_at, as_of }: Wall, reachedAt: number, now: number): Trust {
  if (now - reachedAt > tooOld || now < reachedAt - minute) return 'not-reached'
  // Both on the service's clock, so that a wrong clock on the wall accuses nobody.
  return engine_at === null || Date.parse(as_of) - Date.parse(engine_at) > engineSilent ? 'engine-silent' : 'good'
}

/** Until when this screen stays signed in if nobody touches it any more. */
export const signedInUntil = (touchedAt: number, endsAt: string): number => Math.min(touchedAt + idleLimit, Date.parse(endsAt))
