/**
 * How long nobody has done anything on this device. The service ends a session after half an hour without
 * a request; a page that asks for news by itself would keep it open, so the page counts hands, not requests.
 */
import { signal } from '@preact/signals'

const minute = 60_000
export const idleLimit = 30 * minute
export const idleWarning = 25 * minute
/** A person who types for long makes no requests: the service is told this often that she is there. */
export const touchEvery = 5 * minute

/** An open page asks this often whether it is still signed in: an organisation may have ended the session. */
export const checkEvery = 2 * minute

export type Idleness = 'active' | 'warned' | 'over'

export const idleness = signal<Idleness>('active')

const key = 'waymark.active'
let lastActive = Date.now()
let lastContact = Date.now()
let lastAnswer = Date.now()

export function idlenessAt(active: number, now: number): Idleness {
  if (now - active >= idleLimit) return 'over'
  return now - active >= idleWarning ? 'warned' : 'active'
}

/** Somebody did something here. Does not count while the warning is up: that asks for an answer. */
export function noteActivity(now = Date.now()): void {
  if (idleness.value !== 'active' || now - lastActive < 1000) return
  lastActive = now
  tellOtherTabs(now)
}

/** The person says that she is still there. */
export function stay(now = Date.now()): void {
  lastActive = now
  tellOtherTabs(now)
  idleness.value = 'active'
}

export function noteContact(now = Date.now()): void {
  lastContact = now
}

/** The service has answered anything at all; it would have said that nobody is signed in. */
export function noteAnswer(now = Date.now()): void {
  lastAnswer = now
}

/** Nothing was asked for a while, by hand or by itself. */
export function needsCheck(now = Date.now()): boolean {
  return now - lastAnswer >= checkEvery
}

export function needsTouch(now = Date.now()): boolean {
  return idlenessAt(lastActive, now) === 'active' && lastActive > lastContact && now - lastContact >= touchEvery
}

/** Looks at the clock; another tab in use counts for this one. */
export function checkIdleness(now = Date.now()): Idleness {
  lastActive = Math.max(lastActive, otherTabs())
  idleness.value = idlenessAt(lastActive, now)
  return idleness.value
}

function tellOtherTabs(now: number): void {
  try {
    localStorage.setItem(key, String(now))
  } catch {
    // Then each tab counts for itself.
  }
}

function otherTabs(): number {
  try {
    return Number(localStorage.getItem(key) ?? 0)
  } catch {
    return 0
  }
}
