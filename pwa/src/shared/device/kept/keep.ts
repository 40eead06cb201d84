/** Keeping the plan on this phone: fetch, seal, write, and only then say that it is kept. All of it, or nothing. */
import { api, ApiError, NotReached } from '../../api'
import type { Id, KeptPhone } from '../../api-types'
import { newId } from '../../ids'
import { me } from '../../session'
import { clearKept, finishKept, removeKept } from '../wipe'
import { sealAll } from './content'
import { gather, gatherPhotos } from './gather'
import { newLock } from './locks'
import { ending, forgetMark, readMark, setEnding, setMark } from './mark'
import { PasskeyRefused } from './passkey'
import { putReadyPage } from './ready-cache'
import { writeRows, type Lock } from './rows'
import { isNotKept } from './standing'
import { keptTrouble } from './trouble'
import type { Kept, KeptHow, KeptPlan } from './types'

export async function keepPlan(how: KeptHow, secret?: { pin: string }): Promise<Kept> {
  const someone = me.value
  const recordId = someone?.record_id ?? null
  if (someone === null || recordId === null) return { state: 'refused', because: 'not-reached' }
  try {
    // The service must have forgotten the copy before, or it would end this one when it is told.
    if (ending() !== null && !(await finishKept())) return { state: 'refused', because: 'not-reached' }
    const lock = await newLock(how, secret)
    const kept = await gatherAll(recordId)
    const phoneId = await tellThatItIsKept(readMark()?.accountId === someone.account_id ? readMark()?.phoneId : undefined)
    return await write(someone.account_id, phoneId, lock, kept)
  } catch (error) {
    return { state: 'refused', because: reasonOf(error) }
  }
}

/** Once a visit, and when one begins: the service knows that this browser keeps a copy, and lists it for her. */
export async function tellThatItIsKept(known?: Id): Promise<Id> {
  if (known !== undefined) {
    try {
      return (await api.put<KeptPhone>(`/api/my-plan/phones/${known}`, {})).id
    } catch (error) {
      if (!isNotKept(error)) throw error
    }
  }
  return (await api.put<KeptPhone>(`/api/my-plan/phones/${newId()}`, {})).id
}

async function gatherAll(recordId: Id): Promise<KeptPlan> {
  const { plan, teamPhone } = await gather(recordId)
  const photos = await gatherPhotos(recordId, plan.photos.map(({ id }) => id))
  return { plan, teamPhone, photos, asOf: plan.as_of }
}

/** What was kept in another way goes first: a readable copy must not lie beside a locked one. */
async function write(accountId: Id, phoneId: Id, lock: Lock, kept: KeptPlan): Promise<Kept> {
  try {
    const rows = await sealAll(lock, kept)
    // Cut off from here on, it is all cleared away at the next start.
    setEnding('wiping')
    forgetMark()
    await clearKept()
    await writeRows(accountId, rows, [], lock)
    if (lock.how === 'open') await putReadyPage(accountId, kept)
    if (me.value?.account_id !== accountId || ending() !== 'wiping') throw new Error('signed out meanwhile')
    setMark({ accountId, how: lock.how, asOf: kept.asOf, phoneId })
    setEnding(null)
  } catch {
    await removeKept()
    return { state: 'refused', because: 'storage' }
  }
  keptTrouble.value = null
  return { state: 'kept', isPersistent: await askToStay() }
}

/** Browsers that agree do not clear it away when room is short. */
async function askToStay(): Promise<boolean> {
  // Old browsers have no such question, and some only on a secure address.
  const { storage } = navigator as { storage?: Partial<StorageManager> }
  return (await storage?.persist?.().catch(() => false)) ?? false
}

function reasonOf(error: unknown): 'storage' | 'prf' | 'not-reached' | 'cancelled' {
  if (error instanceof PasskeyRefused) return error.why === 'cancelled' ? 'cancelled' : 'prf'
  return error instanceof NotReached || error instanceof ApiError ? 'not-reached' : 'storage'
}
