/**
 * The kept copy's database: the lock, the sealed rows, and the tries of a PIN. It opens signed out, unlike the drafts.
 *
 * Phones drop database connections in the background: each operation opens its own, and one that fails is tried once more.
 * It opens only while a copy stands here, or one is being made: what is still under way when somebody signs out must not bring
 * back the database that the wipe removes.
 */
import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { Id } from '../../answer-types'
import { forgetStore, noteStore } from '../marks'
import { readMark } from './mark'
import { keptStoreName } from './names'
import type { Bytes, Sealed } from './sealing'

export type OpenLock = { how: 'open'; key: CryptoKey }
type Wrapped = { publicKey: Bytes; wrapped: Sealed; salt: Bytes }
export type PinLock = Wrapped & { how: 'pin'; iterations: number }
export type PasskeyLock = Wrapped & { how: 'passkey'; credentialId: Bytes; rpId: string | null }
export type Lock = OpenLock | PinLock | PasskeyLock

export type Row = Sealed & { name: string }
/** `count` wrong ones, the last at `at` by this phone's clock; none for `wait` seconds after it. */
export type Tries = { count: number; at: number; wait: number }

interface Shelves extends DBSchema {
  lock: { key: string; value: Lock }
  rows: { key: string; value: Row }
  tries: { key: string; value: Tries }
}
export type KeptStore = IDBPDatabase<Shelves>

/** The one key of the shelves that hold one thing. */
export const only = 'only'

export async function withKept<T>(accountId: Id, work: (store: KeptStore) => Promise<T>, isNew = false): Promise<T> {
  try {
    return await once(accountId, work, isNew)
  } catch {
    return await once(accountId, work, isNew)
  }
}

async function once<T>(accountId: Id, work: (store: KeptStore) => Promise<T>, isNew: boolean): Promise<T> {
  const mayOpen = () => isNew || readMark()?.accountId === accountId
  if (!mayOpen()) throw new Error('no copy stands here')
  const name = keptStoreName(accountId)
  noteStore(name)
  const store = await openDB<Shelves>(name, 1, {
    upgrade: (fresh) => {
      fresh.createObjectStore('lock')
      fresh.createObjectStore('rows', { keyPath: 'name' })
      fresh.createObjectStore('tries')
    },
    // A wipe must never wait for this connection.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  })
  try {
    return await work(store)
  } finally {
    store.close()
    if (!mayOpen()) void deleteDB(name).then(() => forgetStore(name), () => undefined)
  }
}

export async function readLock(accountId: Id): Promise<Lock | null> {
  return (await withKept(accountId, (store) => store.get('lock', only))) ?? null
}

/** Puts these rows in the place of all others but those to be left, in one transaction: all of it, or nothing. */
export async function writeRows(accountId: Id, rows: readonly Row[], leave: readonly string[] = [], lock?: Lock): Promise<void> {
  await withKept(accountId, async (store) => {
    const writing = store.transaction(['lock', 'rows', 'tries'], 'readwrite', { durability: 'strict' })
    const shelf = writing.objectStore('rows')
    const stays = new Set([...leave, ...rows.map(({ name }) => name)])
    const old = (await shelf.getAllKeys()).filter((name) => !stays.has(name))
    await Promise.all([
      ...old.map((name) => shelf.delete(name)),
      ...rows.map((row) => shelf.put(row)),
      ...(lock === undefined ? [] : [writing.objectStore('lock').put(lock, only), writing.objectStore('tries').clear()]),
      writing.done,
    ])
  }, lock !== undefined)
}
