/** Opening the copy: signed out or in, with a signal or without. */
import type { Id } from '../../answer-types'
import { openAll } from './content'
import { openerByPasskey, openerByPin, openerOf, type Opener } from './locks'
import { keptMark, readMark } from './mark'
import { PasskeyRefused } from './passkey'
import { readReadyPage } from './ready-cache'
import { readLock, type Lock } from './rows'
import { beginTry, forgetTries, readWait } from './tries'
import type { KeptMark, KeptPlan, Open, Opened, PasskeyFailed, WrongPin } from './types'

/** How long a copy that was unlocked stays open while nobody looks at the page. */
const staysOpen = 5 * 60_000

// Unlocked once, it stays open from page to page of this visit, in memory alone.
let unlocked: { mark: KeptMark; kept: KeptPlan } | null = null
let hiddenAt: number | null = null

keptMark.subscribe((mark) => {
  if (mark?.phoneId !== unlocked?.mark.phoneId || mark?.how !== unlocked?.mark.how) unlocked = null
})
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') hiddenAt = performance.now()
  else if (hiddenAt !== null && performance.now() - hiddenAt > staysOpen) unlocked = null
})

export async function openKept(): Promise<Opened> {
  const mark = readMark()
  if (mark === null) { unlocked = null; return { state: 'none' } }
  if (unlocked !== null && isSame(unlocked.mark, mark)) return { state: 'open', kept: unlocked.kept }
  const lock = await lockOf(mark)
  if (lock === null || lock.how === 'open') return await openAtOnce(mark, lock === null ? null : openerOf(lock))
  return { state: 'locked', how: lock.how, waitSeconds: lock.how === 'pin' ? await readWait(mark.accountId) : 0 }
}

export async function unlockWithPin(pin: string): Promise<Opened | WrongPin> {
  const mark = readMark()
  const lock = mark === null ? null : await lockOf(mark)
  if (mark === null || lock?.how !== 'pin') return await openKept()
  const left = await beginTry(mark.accountId)
  if (left > 0) return { state: 'wrong', waitSeconds: left }
  const opener = await openerByPin(lock, pin)
  if (opener === null) return { state: 'wrong', waitSeconds: await readWait(mark.accountId) }
  await forgetTries(mark.accountId)
  return await unlock(mark, opener)
}

export async function unlockWithPasskey(): Promise<Opened | PasskeyFailed> {
  const mark = readMark()
  const lock = mark === null ? null : await lockOf(mark)
  if (mark === null || lock?.how !== 'passkey') return await openKept()
  try {
    const opener = await openerByPasskey(lock)
    return opener === null ? { state: 'failed', because: 'not-here' } : await unlock(mark, opener)
  } catch (refused) {
    const isCancelled = refused instanceof PasskeyRefused && refused.why === 'cancelled'
    return { state: 'failed', because: isCancelled ? 'cancelled' : 'not-here' }
  }
}

/** The copy as it was just brought up to date, for a page of this visit on which it is unlocked. */
export function renewUnlocked(accountId: Id, kept: KeptPlan): void {
  if (unlocked?.mark.accountId === accountId) unlocked = { ...unlocked, kept: { ...kept, photos: { ...unlocked.kept.photos, ...kept.photos } } }
}

async function unlock(mark: KeptMark, opener: Opener): Promise<Open | { state: 'lost' }> {
  const kept = await openAll(mark.accountId, opener).catch(() => null)
  if (kept === null) return { state: 'lost' }
  unlocked = { mark, kept }
  return { state: 'open', kept }
}

/** From the database; where that is gone, from the ready page. */
async function openAtOnce(mark: KeptMark, opener: Opener | null): Promise<Open | { state: 'lost' }> {
  if (mark.how !== 'open') return { state: 'lost' }
  const fromRows = opener === null ? null : await openAll(mark.accountId, opener).catch(() => null)
  const kept = fromRows ?? (await readReadyPage(mark.accountId).catch(() => null))
  return kept === null ? { state: 'lost' } : { state: 'open', kept }
}

async function lockOf(mark: KeptMark): Promise<Lock | null> {
  const lock = await readLock(mark.accountId).catch(() => null)
  return lock?.how === mark.how ? lock : null
}

const isSame = (one: KeptMark, other: KeptMark) => one.phoneId === other.phoneId && one.how === other.how
