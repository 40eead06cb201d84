/** Bringing the copy up to date, and noticing that it was lost. */
import { api } from '../../api'
import type { Id, KeptPhones, Me } from '../../api-types'
import { me } from '../../session'
import { clearKept, removeKept } from '../wipe'
import { keptPhotoIds, openAll, photoName, sealAll } from './content'
import { gather, gatherPhotos } from './gather'
import { newLock, openerOf } from './locks'
import { noteAsOf, readMark } from './mark'
import { renewUnlocked } from './open'
import { putReadyPage, readReadyPage } from './ready-cache'
import { readLock, writeRows, type Lock } from './rows'
import { checkStanding, isNotKept } from './standing'
import { keptTrouble } from './trouble'
import type { KeptMark, KeptPlan } from './types'

/** At each visit and after each save. An older copy stays where a newer one cannot be had. */
export async function refreshKept(): Promise<void> {
  const someone = me.value
  const recordId = someone?.record_id ?? null
  if (someone === null || recordId === null) return
  await inTurn(() => refreshFor(someone, recordId)).catch(() => undefined)
}

// Two at once could write the older answer last.
let turn: Promise<unknown> = Promise.resolve()
async function inTurn(work: () => Promise<void>): Promise<void> {
  const mine = turn.then(work, work)
  turn = mine
  await mine
}

async function refreshFor(someone: Me, recordId: Id): Promise<void> {
  const mark = readMark()
  if (mark === null) { await noticeLoss(); return }
  if (mark.accountId !== someone.account_id || !(await checkStanding())) return
  const lock = await lockToWriteWith(mark)
  if (lock === null) { keptTrouble.value = 'lost'; return }
  keptTrouble.value = null
  if (!(await sayThatItIsHere(mark))) return
  await renew(recordId, mark, lock)
}

async function renew(recordId: Id, mark: KeptMark, { lock, isNew }: { lock: Lock; isNew: boolean }): Promise<void> {
  const { plan, teamPhone } = await gather(recordId)
  const ids = plan.photos.map(({ id }) => id)
  const here = isNew ? [] : (await keptPhotoIds(mark.accountId)).filter((id) => ids.includes(id))
  const kept: KeptPlan = { plan, teamPhone, asOf: plan.as_of, photos: await gatherPhotos(recordId, ids.filter((id) => !here.includes(id))) }
  const rows = await sealAll(lock, kept)
  if (!stands(mark)) return
  await writeRows(mark.accountId, rows, here.map(photoName), isNew ? lock : undefined)
  if (lock.how === 'open') await putReadyPage(mark.accountId, { ...kept, photos: (await openAll(mark.accountId, openerOf(lock)))?.photos ?? {} })
  // Signed out meanwhile: what was still on its way must not bring back what the wipe has removed.
  if (!stands(mark)) { await clearKept(); return }
  noteAsOf(kept.asOf)
  renewUnlocked(mark.accountId, kept)
}

const stands = ({ accountId, phoneId }: KeptMark) => {
  const now = readMark()
  return now?.accountId === accountId && now.phoneId === phoneId && me.value?.account_id === accountId
}

/** The lock that is here. A copy that opens at once and has lost its database only gets a new one; it was never closed to anybody. */
async function lockToWriteWith(mark: KeptMark): Promise<{ lock: Lock; isNew: boolean } | null> {
  const lock = await readLock(mark.accountId)
  if (lock?.how === mark.how) return { lock, isNew: false }
  if (mark.how !== 'open' || (await readReadyPage(mark.accountId)) === null) return null
  return { lock: await newLock('open'), isNew: true }
}

/** Renews the right to keep it. She may have ended it a moment ago. */
async function sayThatItIsHere({ phoneId }: KeptMark): Promise<boolean> {
  try {
    await api.put(`/api/my-plan/phones/${phoneId}`, {})
    return true
  } catch (error) {
    if (!isNotKept(error)) throw error
    await removeKept()
    return false
  }
}

/** No mark, and the service says that this browser keeps a copy: the browser has cleared everything away. */
async function noticeLoss(): Promise<void> {
  const { phones } = await api.get<KeptPhones>('/api/my-plan/phones', { isPolling: true })
  keptTrouble.value = phones.some(({ is_this: isThis }) => isThis) ? 'lost' : null
}
