/**
 * Wrong PINs make the next one wait, up to a quarter of an hour, and never for good.
 *
 * The wait is counted by the phone's clock, which may be wrong. One that was set back begins the wait anew, and it is never
 * longer than it was; one that was set forward ends it, which the cost of each try has to outweigh.
 */
import type { Id } from '../../answer-types'
import { only, withKept, type Tries } from './rows'

/** Seconds to wait after the fifth, sixth … wrong PIN. The first four cost nothing: fingers slip. */
const waits = [30, 60, 120, 240, 480, 900] as const
const free = 4

export function waitAfter(count: number): number {
  if (count <= free) return 0
  return waits[Math.min(count - free, waits.length) - 1] ?? 900
}

/** Seconds left of the wait. */
export function waitLeft(tries: Tries | undefined, now: number): number {
  if (tries === undefined || tries.wait === 0) return 0
  return now < tries.at ? tries.wait : Math.max(0, Math.ceil(tries.wait - (now - tries.at) / 1000))
}

/** Counts a try before it is made, so that stopping the page does not take it back. Seconds to wait, or 0: go on. */
export async function beginTry(accountId: Id, now = Date.now()): Promise<number> {
  return await withKept(accountId, async (store) => {
    const writing = store.transaction('tries', 'readwrite', { durability: 'strict' })
    const tries = await writing.store.get(only)
    const left = waitLeft(tries, now)
    if (left === 0) {
      const count = (tries?.count ?? 0) + 1
      await writing.store.put({ count, at: now, wait: waitAfter(count) }, only)
    } else if (tries !== undefined && now < tries.at) {
      await writing.store.put({ ...tries, at: now }, only)
    }
    await writing.done
    return left
  })
}

export async function readWait(accountId: Id, now = Date.now()): Promise<number> {
  return await withKept(accountId, async (store) => waitLeft(await store.get('tries', only), now))
}

/** The right PIN. */
export async function forgetTries(accountId: Id): Promise<void> {
  await withKept(accountId, (store) => store.clear('tries'))
}
