/** Begins, watches and ends the session of this page. What slices may know of it is in shared/session. */
import { batch, effect } from '@preact/signals'
import { api, ApiError, whenReachedOrNot, whenSignedOut } from '../shared/api'
import type { Me, ServiceInfo } from '../shared/api-types'
import { keepCrisisLines } from '../shared/crisis-contacts'
import { checkStanding, keptMark, refreshKept } from '../shared/device/kept'
import { watchMark } from '../shared/device/kept/mark'
import { whenAnotherPageLeaves, type Leaving } from '../shared/device/marks'
import { cleanDevice, endAndWipe, finishLeaving, signOutAndWipe, wipeOnly, wipeOthers } from '../shared/device/wipe'
import { notePending } from '../shared/pending-identity'
import { beginSession, isReached, me, service, session, type WordsLeft } from '../shared/session'
import { whenSignOutIsRequested } from '../shared/sign-out'
import { whenWorkerSays } from '../shared/worker-says'
import { hint } from './hint'
import { noteAnswer, noteContact } from './idle'
import { bringBack, takeWordsLeft, watchDrafts } from './keep-drafts'

type Ending = 'idle' | 'ended' | 'left'

/** Connects the API's news with the session, once, at the start. */
export function watchSession(): void {
  keepCrisisLines()
  whenSignedOut(() => void endHere('ended'))
  whenSignOutIsRequested(() => void signOut('left'))
  whenAnotherPageLeaves((how) => void leaveWithOthers(how))
  watchMark()
  watchDrafts()
  whenReachedOrNot((reached, isPolling) => {
    isReached.value = reached
    if (reached && !isPolling) noteContact()
    if (reached) noteAnswer()
    if (reached && isServiceOld()) void loadService()
  })
  session.subscribe((now) => {
    if (now.state !== 'signed-in') return
    hint.remember(now.me)
    void wipeOthers(now.me.account_id)
    void renewKept(now.me)
    bringBack(now.me)
  })
}

let renewedFor: string | null = null

/** Once a visit: the copy of her plan on this device is brought up to date, or found to be lost. */
async function renewKept({ account_id: accountId, is_person: isPerson }: Me): Promise<void> {
  if (!isPerson || renewedFor === accountId) return
  renewedFor = accountId
  await refreshKept().catch(() => undefined)
}

/** Nobody is signed in any more. A copy of the plan stays if that is what its owner chose, and still does. */
async function askWhetherKept(): Promise<void> {
  renewedFor = null
  if (keptMark.value === null) return
  await checkStanding().catch(() => undefined)
}

/**
 * Finds out who is signed in. A sign-out that was cut off is finished first, so that nobody's record is
 * asked for on a device that somebody has left.
 */
export async function loadSession(): Promise<void> {
  const left = await finishLeaving()
  if (left !== null) { become('left'); return; }
  try {
    beginSession(await api.get<Me>('/api/me'))
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) { await nobodyHere(); return; }
    if (session.value.state !== 'signed-in') session.value = { state: 'not-reached' }
  }
}

/** Once a visit, and when the browser has changed it: the push subscription that the service knows is made the true one. */
export function watchDevice(): void {
  const resync = () => void import('../notifications/this-device').then(({ resyncDevice }) => resyncDevice(), () => undefined)
  let isDone = false
  effect(() => {
    if (isDone || me.value === null || service.value === null) return
    isDone = true
    resync()
  })
  whenWorkerSays('push-changed', resync)
}

/** Asks again, without a word when it fails: keeps a session in use alive, and notices that it has ended. */
export async function touchSession(): Promise<void> {
  await api.get<Me>('/api/me').then(beginSession, () => undefined)
}

/** An open page at which nobody does anything notices, too, that its session was ended from elsewhere. Keeps nobody signed in. */
export async function checkSession(): Promise<void> {
  await api.get<Me>('/api/me', { isPolling: true }).catch(() => undefined)
}

let isLoadingService = false
let toldAt = 0
const hour = 60 * 60_000

/** A page may stay open for weeks: crisis numbers that were changed meanwhile must reach it. */
const isServiceOld = () => service.value === null || Date.now() - toldAt > hour

/** The service's own facts; asked for again whenever it is reached, until it has told them, and then once an hour. */
export async function loadService(): Promise<void> {
  if (isLoadingService) return
  isLoadingService = true
  await api.get<ServiceInfo>('/api/service', { isPolling: true }).then((known) => {
    toldAt = Date.now()
    service.value = known
  }, () => undefined)
  isLoadingService = false
}

/** The person signs out, has been away too long, or was here for twelve hours. The page is signed out at once; the rest follows. */
export async function signOut(because: Ending = 'left'): Promise<void> {
  become(because, because === 'left' ? undefined : 'over')
  notePending(null)
  await (because === 'left' ? signOutAndWipe() : endAndWipe())
  await askWhetherKept()
}

/** Nobody is signed in; a session that ran out while the page was closed may have left something. */
async function nobodyHere(): Promise<void> {
  become()
  await wipeOnly()
  await askWhetherKept()
}

/** Signing out on one page signs out on all pages of this browser, at once. */
async function leaveWithOthers(how: Leaving): Promise<void> {
  if (session.value.state !== 'signed-in') return
  become('ended', how === 'wiping' ? 'over' : undefined)
  await cleanDevice()
}

async function endHere(because: Ending): Promise<void> {
  if (session.value.state !== 'signed-in') return
  become(because, 'refused')
  await wipeOnly()
  await askWhetherKept()
}

/** @param how it ended, where something is to be said about words that were being written */
function become(because?: Ending, how?: 'over' | 'refused'): void {
  batch(() => {
    hint.forget()
    const left = takeWordsLeft(how ?? 'over')
    const words: { words?: WordsLeft } = how === undefined || left === undefined ? {} : { words: left }
    session.value = because === undefined ? { state: 'signed-out' } : { state: 'signed-out', because, ...words }
  })
}
