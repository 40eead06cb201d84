/**
 * Leaves nothing of anybody on this device, in an order that survives being interrupted.
 *
 * 1. mark that a wipe is under way  2. stop pushes  3. empty and delete the databases  4. delete the private caches
 * 5. tell the service. Needs no signal up to 5; a wipe that was cut off, or a service that was
 * not reached, is finished on the next start before anybody's record is asked for.
 */
import { deleteDB, openDB } from 'idb'
import { api, ApiError } from '../api'
import { unsubscribe } from '../push'
import { forgetStores, knownStores, leaving, setLeaving } from './marks'
import { storePrefix } from './store'

export const privateCachePrefix = 'waymark-private-'

/** Signs out here and now. True when the service knows it too. */
export async function signOutAndWipe(): Promise<boolean> {
  setLeaving('wiping')
  await cleanDevice()
  setLeaving('telling')
  return await tellService()
}

/** The service has ended the session already: only this device is left to clean. */
export async function wipeOnly(): Promise<void> {
  setLeaving('wiping')
  await cleanDevice()
  setLeaving(null)
}

/** Finishes what an earlier sign-out began. Null when there was none; else whether the service knows. */
export async function finishLeaving(): Promise<boolean | null> {
  const mark = leaving()
  if (mark === null) return null
  return mark === 'wiping' ? await signOutAndWipe() : await tellService()
}

async function cleanDevice(): Promise<void> {
  await regardless(unsubscribe)
  for (const name of await databases()) await regardless(() => deleteStore(name))
  forgetStores()
  await regardless(deletePrivateCaches)
}

async function databases(): Promise<string[]> {
  const found = await indexedDB.databases().catch(() => [])
  const names = found.flatMap(({ name }) => (name?.startsWith(storePrefix) === true ? [name] : []))
  return [...new Set([...knownStores(), ...names])]
}

/** The rows go first: another tab can hold up the deletion of a database, but not of its rows. */
async function deleteStore(name: string): Promise<void> {
  const store = await openDB(name)
  const shelves = [...store.objectStoreNames]
  if (shelves.length > 0) {
    const clearing = store.transaction(shelves, 'readwrite')
    await Promise.all([...shelves.map((shelf) => clearing.objectStore(shelf).clear()), clearing.done])
  }
  store.close()
  await new Promise<void>((resolve) => {
    void deleteDB(name, { blocked: () => resolve() }).then(() => resolve(), () => resolve())
  })
}

async function deletePrivateCaches(): Promise<void> {
  const names = await caches.keys()
  await Promise.all(names.filter((name) => name.startsWith(privateCachePrefix)).map((name) => caches.delete(name)))
}

async function tellService(): Promise<boolean> {
  try {
    await api.post('/api/sign-out', {}, { keepalive: true })
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
