/**
 * What is kept on this device, in a database of the account's own: drafts, and which of them lie at the service too.
 *
 * The account's id is in the database's name, so that one person's words can never appear under another's
 * sign-in, and it opens only while that account is signed in on this page: words that are still on their way when
 * somebody signs out must not bring back what the wipe removes. Phones drop database connections in the background: each operation opens its own, and one
 * that fails is tried once more.
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import { me } from '../session'
import { noteStore } from './marks'

export const storePrefix = 'waymark-'

export interface KeptDraft {
  key: string
  value: unknown
  kept_at: string
  /** Kept on this device and never at the service. */
  only_here?: boolean
}

/** A draft that lies at the service. */
export interface DraftThere {
  key: string
  /** Which words: the `kept_at` that they have on this device. */
  kept_at: string
  /** The same by the service's clock, as it said it. */
  there_at: string
  /** Sent or thrown away meanwhile: the service is to be told. */
  is_over: boolean
}

interface Shelves extends DBSchema {
  drafts: { key: string; value: KeptDraft }
  there: { key: string; value: DraftThere }
}
export type Store = IDBPDatabase<Shelves>

/** Runs one piece of work on the account's own database. */
export async function withStore<T>(accountId: string, work: (store: Store) => Promise<T>): Promise<T> {
  try {
    return await once(accountId, work)
  } catch {
    return await once(accountId, work)
  }
}

async function once<T>(accountId: string, work: (store: Store) => Promise<T>): Promise<T> {
  if (me.value?.account_id !== accountId) throw new Error('this account is not signed in here')
  const name = storePrefix + accountId
  noteStore(name)
  const store = await openDB<Shelves>(name, 2, {
    upgrade: (fresh, before) => {
      if (before < 1) fresh.createObjectStore('drafts', { keyPath: 'key' })
      fresh.createObjectStore('there', { keyPath: 'key' })
    },
    // Another tab wants to delete the database: a wipe must never wait for this one.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  })
  try {
    return await work(store)
  } finally {
    store.close()
  }
}
