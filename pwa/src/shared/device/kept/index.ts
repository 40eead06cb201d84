/**
 * The copy of the plan on this phone, by her choice: keep it, open it, bring it up to date, remove it.
 *
 * Only {@link keptMark} and these few lines are there at once; all else is fetched when it is first needed. They belong to
 * the entry: a file that is fetched from elsewhere would ask for the entry's styles besides, which the build has put into the page.
 */
import { removeKept as removeItHere } from '../wipe'
import type { Kept, KeptHow, Open, Opened, PasskeyFailed, WrongPin } from './types'

export { keptMark } from './mark'
export type * from './types'

/** The copy, where it opens by itself; else what stands before it. Needs nobody signed in, and no signal. */
export async function openKept(): Promise<Opened> {
  return await (await import('./open')).openKept()
}

/** Each wrong try counts, and makes the next wait. While waiting, no PIN is tried at all. */
export async function unlockWithPin(pin: string): Promise<Opened | WrongPin> {
  return await (await import('./open')).unlockWithPin(pin)
}

/** Call it from a click. */
export async function unlockWithPasskey(): Promise<Open | Opened | PasskeyFailed> {
  return await (await import('./open')).unlockWithPasskey()
}

/** Keeps a fresh copy in this way, in place of any other way. All of it is kept, or nothing. Call it from a click. */
export async function keepPlan(how: KeptHow, secret?: { pin: string }): Promise<Kept> {
  return await (await import('./keep')).keepPlan(how, secret)
}

/** Brings the copy up to date, if there is one: at each visit and after each save. Fails in silence: the older copy stays. */
export async function refreshKept(): Promise<void> {
  await (await import('./refresh')).refreshKept()
}

/** Whether this browser may keep the copy still; told that it may not, the copy goes. */
export async function checkStanding(): Promise<void> {
  await (await import('./standing')).checkStanding()
}

/** "Remove from this phone". */
export async function removeKept(): Promise<void> {
  await removeItHere()
}
