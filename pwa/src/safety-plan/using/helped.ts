/**
 * What she marked as helping while using her plan: ids alone, on this device alone, until she decides. Kept as a draft
 * where she is signed in, never at the service; else only as long as the app is open.
 */
import { signal } from '@preact/signals'
import type { Id } from '../../shared/api-types'
import { forgetDraft, keepDraft, readDraft } from '../../shared/device/drafts'

const key = 'plan-helped'

/** Whose they are: one person's marks never appear under another's sign-in. */
const inMemory = signal<{ accountId: Id; items: readonly Id[] } | null>(null)

const here = (accountId: Id): readonly Id[] => (inMemory.value?.accountId === accountId ? inMemory.value.items : [])

export async function readHelped(accountId: Id): Promise<Id[]> {
  const kept = await readDraft<Id[]>(accountId, key)
  return [...new Set([...(kept?.value ?? []), ...here(accountId)])]
}

export async function markHelped(accountId: Id, item: Id): Promise<void> {
  inMemory.value = { accountId, items: [...new Set([...here(accountId), item])] }
  await keepDraft(accountId, key, await readHelped(accountId), { onlyHere: true })
}

export async function forgetHelped(accountId: Id): Promise<void> {
  inMemory.value = null
  await forgetDraft(accountId, key)
}
