/**
 * Leaves nothing of anybody on this device, in an order that survives being interrupted.
 *
 * 1. mark that a wipe is under way  2. stop pushes  3. empty and delete the databases  4. delete the private caches
 * 5. tell the service. Needs no signal up to 5; a wipe that was cut off, or a service that was
 * not reached, is finished on the next start before anybody's record is asked for.
 *
 * The copy of the plan is hers to keep when she is signed out: it stays when a session ends by itself, because its mark stands, and
 * goes when she signs out, when somebody else signs in, and when she removes it. Then its mark goes first, and all the rest as above.
 *
 * Pushes stop only when the person signs out themselves: a worker whose session ran out overnight must still be
 * told that somebody is asking for support, and the messages say nothing but that there is one.
 */
import { deleteDB, openDB, type IDBPDatabase } from 'idb'
import { api, ApiError } from '../api'
import { unsubscribe } from '../push'
import { ending, forgetMark, readMark, setEnding } from './kept/mark'
import { keptCacheName, keptStoreName, keptStorePrefix, privateCachePrefix } from './kept/names'
import { forgetStore, forgetStores, forgetThisDevice, isSomebodyElsesDevice, knownStores, leaving, noteStore, setLeaving } from './marks'
import { storePrefix } from './store'

/** The person signs out: everything goes, and messages stop. True when the service knows it too. */
export async function signOutAndWipe(): Promise<boolean> {
  return await leaveDevice('wiping-all')
}

/** Nobody has been here for half an hour: as above, but messages go on. */
export async function endAndWipe(): Promise<boolean> {
  return await leaveDevice('wiping')
}

/** The service has ended the session already: only this device is left to clean. Messages go on. */
export async function wipeOnly(): Promise<void> {
  setLeaving('wiping')
  await cleanDevice()
  setLeaving(null)
}

/** Another account has signed in on this device: nothing of the one before may stay, nor reach it. */
export async function wipeOthers(accountId: string): Promise<void> {
  if (isSomebodyElsesDevice(accountId)) await stopMessages()
  const mark = readMark()
  if (mark !== null && mark.accountId !== accountId) endCopy()
  const others = (await databases()).filter((name) => name !== storePrefix + accountId && name !== keptStoreName(accountId))
  for (const name of others) await regardless(() => deleteStore(name))
  await regardless(() => deletePrivateCaches(keptCacheName(accountId)))
  if (ending() !== null) await finishKept()
}

/** She removes the copy of her plan from this device, or is told that it may not be kept. True when the service knows. */
export async function removeKept(): Promise<boolean> {
  endCopy()
  return await finishKept()
}

/** Finishes removing it; true when nothing is left to be done. */
export async function finishKept(): Promise<boolean> {
  if (ending() === 'wiping') {
    await clearKept()
    setEnding('telling')
  }
  return ending() === null || (await tellThatItIsGone())
}

/** Removes the copy and marks nothing. */
export async function clearKept(): Promise<void> {
  const kept = (await databases()).filter((name) => name.startsWith(keptStorePrefix))
  for (const name of kept) await regardless(() => deleteStore(name))
  await regardless(() => deletePrivateCaches())
}

/** Finishes what an earlier sign-out began. Null when there was none; else whether the service knows. */
export async function finishLeaving(): Promise<boolean | null> {
  const mark = leaving()
  if (mark !== 'wiping-all' && ending() === 'wiping') await clearKept()
  if (mark !== 'wiping-all' && ending() !== null) void finishKept()
  if (mark === null) return null
  if (mark === 'wiping' || mark === 'wiping-all') return await leaveDevice(mark)
  // A database that refused to go then may go now.
  await cleanDevice()
  return await tellService(mark)
}

async function leaveDevice(mark: 'wiping' | 'wiping-all'): Promise<boolean> {
  setLeaving(mark)
  if (mark === 'wiping-all' && readMark() !== null) endCopy()
  if (mark === 'wiping-all') await stopMessages()
  await cleanDevice()
  if (ending() === 'wiping') setEnding('telling')
  const telling = mark === 'wiping-all' ? 'telling-all' : 'telling'
  setLeaving(telling)
  const isTold = await tellService(telling)
  return (ending() === null || (await tellThatItIsGone())) && isTold
}

/** From here on the copy is not hers to keep, whatever happens next. */
function endCopy(): void {
  setEnding('wiping')
  forgetMark()
}

async function stopMessages(): Promise<void> {
  await regardless(unsubscribe)
  forgetThisDevice()
}

/**
 * Removes what is kept here, but for a copy of the plan whose mark stands, and marks nothing: also for a page that leaves because
 * another page of this browser does.
 */
export async function cleanDevice(): Promise<void> {
  const mark = readMark()
  const kept = mark === null ? null : keptStoreName(mark.accountId)
  for (const name of await databases()) if (name !== kept) await regardless(() => deleteStore(name))
  forgetStores()
  if (kept !== null) noteStore(kept)
  await regardless(() => deletePrivateCaches(mark === null ? undefined : keptCacheName(mark.accountId)))
}

async function databases(): Promise<string[]> {
  const found = await indexedDB.databases().catch(() => [])
  const names = found.flatMap(({ name }) => (name?.startsWith(storePrefix) === true ? [name] : []))
  return [...new Set([...knownStores(), ...names])]
}

/** The rows go first: another tab can hold up the deletion of a database, but not of its rows. */
async function deleteStore(name: string): Promise<void> {
  const store = await openSoon(name)
  const shelves = [...store.objectStoreNames]
  if (shelves.length > 0) {
    const clearing = store.transaction(shelves, 'readwrite')
    await Promise.all([...shelves.map((shelf) => clearing.objectStore(shelf).clear()), clearing.done])
  }
  store.close()
  await new Promise<void>((resolve) => {
    void deleteDB(name, { blocked: () => resolve() }).then(() => forgetStore(name)).then(() => resolve(), () => resolve())
  })
}

/** How long another page may hold up the opening of a database that is to be deleted, in milliseconds. */
const patience = 3_000

/** A start must not wait for a page that will not let go; what is held up is deleted when that page closes. */
async function openSoon(name: string): Promise<IDBPDatabase> {
  let isLate = false
  const opening = openDB(name)
  void opening.then((store) => { if (isLate) store.close() }, () => undefined)
  const limit = new Promise<never>((_resolve, reject) => setTimeout(() => {
    isLate = true
    reject(new Error('another page holds this database'))
  }, patience))
  return await Promise.race([opening, limit])
}

async function deletePrivateCaches(but?: string): Promise<void> {
  const names = await caches.keys()
  await Promise.all(names.filter((name) => name.startsWith(privateCachePrefix) && name !== but).map((name) => caches.delete(name)))
}

/** By this browser's own secret: she may be signed out already. */
async function tellThatItIsGone(): Promise<boolean> {
  try {
    await api.delete('/api/kept-plan', { keepalive: true })
  } catch (error) {
    if (!(error instanceof ApiError)) return false
  }
  setEnding(null)
  return true
}

/** Signing out on purpose has the service forget what she had begun to write: somebody may be watching. Running out keeps it. */
async function tellService(telling: 'telling' | 'telling-all'): Promise<boolean> {
  try {
    await api.post('/api/sign-out', { is_on_purpose: telling === 'telling-all' }, { keepalive: true })
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401) return false
  }
  setLeaving(null)
  return true
}

// One step that fails must not keep the next from running.
async function regardless(step: () => Promise<unknown>): Promise<void> {
  try {
    await step()
  } catch {
    // Nothing to add: the steps after it still run.
  }
}
