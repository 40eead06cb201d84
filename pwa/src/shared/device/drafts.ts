/**
 * Words that were begun and not sent, kept on this device until they are sent, thrown away, or nobody is signed in any more. Before
 * a session runs out the app has the service keep them for her alone: see `drafts-there`.
 */
import { noteBegun, noteOver } from './draft-standing'
import { withStore } from './store'

export type Draft<T> = { value: T; keptAt: string }

/** How long an empty form waits for words that are on their way from the service, in milliseconds. */
const patience = 2_000

let arriving: Promise<unknown> | null = null
let soon: Promise<unknown> | null = null
let tellOver: (accountId: string) => void = () => undefined

/** Drafts are on their way here: whoever finds none on the shelf waits a moment for them. */
export function expectDrafts(arrival: Promise<unknown>): void {
  const all = arrival.catch(() => undefined).then(() => {
    if (arriving === all) arriving = null
  })
  const limit = new Promise((resolve) => setTimeout(resolve, patience))
  arriving = all
  soon = Promise.race([all, limit])
}

/** When drafts that were waited for too long are here after all; null when none are on their way. */
export function lateDrafts(): Promise<unknown> | null {
  return arriving
}

/** The app hears of words that were sent or thrown away and lie at the service too. */
export function whenDraftIsOver(listener: (accountId: string) => void): void {
  tellOver = listener
}

/**
 * Keeps a draft under a key such as `ask`; false when this browser keeps nothing.
 *
 * @param onlyHere never at the service: what she was promised to stay on her device
 */
export async function keepDraft(accountId: string, key: string, value: unknown, { onlyHere = false } = {}): Promise<boolean> {
  const kept_at = new Date().toISOString()
  if (!onlyHere) noteBegun(key, isBlank(value) ? null : kept_at)
  return await orElse(false, async () => {
    await withStore(accountId, (store) => store.put('drafts', { key, value, kept_at, ...(onlyHere ? { only_here: true } : {}) }))
    return true
  })
}

export async function readDraft<T>(accountId: string, key: string): Promise<Draft<T> | null> {
  const here = await readHere<T>(accountId, key)
  if (here !== null || arriving === null) return here
  await soon
  return await readHere<T>(accountId, key)
}

/** Whether something was begun here that signing out would throw away. */
export async function hasDrafts(accountId: string): Promise<boolean> {
  return await orElse(false, async () => {
    const drafts = await withStore(accountId, (store) => store.getAll('drafts'))
    return drafts.some(({ only_here: onlyHere, value }) => onlyHere !== true && !isBlank(value))
  })
}

export async function forgetDraft(accountId: string, key: string): Promise<void> {
  noteOver(key)
  const wasThere = await orElse(false, () => withStore(accountId, async (store) => {
    const change = store.transaction(['drafts', 'there'], 'readwrite')
    const there = await change.objectStore('there').get(key)
    if (there !== undefined) await change.objectStore('there').put({ ...there, is_over: true })
    await change.objectStore('drafts').delete(key)
    await change.done
    return there !== undefined
  }))
  // Not waited for: whoever has sent her words goes on, whatever the signal does.
  if (wasThere) tellOver(accountId)
}

/** Nothing in it that anybody would miss: a form whose words were taken out again. */
export function isBlank(value: unknown): boolean {
  return typeof value === 'object' && value !== null ? Object.values(value).every(isBlank) : value === null || value === undefined || value === ''
}

async function readHere<T>(accountId: string, key: string): Promise<Draft<T> | null> {
  return await orElse(null, async () => {
    const found = await withStore(accountId, (store) => store.get('drafts', key))
    return found === undefined ? null : { value: found.value as T, keptAt: found.kept_at }
  })
}

// A browser that keeps nothing must not stand in the way of asking for support.
async function orElse<T>(fallback: T, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch {
    return fallback
  }
}
