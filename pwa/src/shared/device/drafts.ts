/**
 * Words that were begun and not sent, kept on this device until they are sent, thrown away, or the
 * person signs out. Nothing is ever sent from here by itself.
 */
import { withStore } from './store'

export type Draft<T> = { value: T; keptAt: string }

/** Keeps a draft under a key such as `ask`; false when this browser keeps nothing. */
export async function keepDraft(accountId: string, key: string, value: unknown): Promise<boolean> {
  const kept_at = new Date().toISOString()
  return await orElse(false, async () => {
    await withStore(accountId, (store) => store.put('drafts', { key, value, kept_at }))
    return true
  })
}

export async function readDraft<T>(accountId: string, key: string): Promise<Draft<T> | null> {
  return await orElse(null, async () => {
    const found = await withStore(accountId, (store) => store.get('drafts', key))
    return found === undefined ? null : { value: found.value as T, keptAt: found.kept_at }
  })
}

export async function forgetDraft(accountId: string, key: string): Promise<void> {
  await orElse(undefined, () => withStore(accountId, (store) => store.delete('drafts', key)))
}

// A browser that keeps nothing must not stand in the way of asking for support.
async function orElse<T>(fallback: T, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch {
    return fallback
  }
}
