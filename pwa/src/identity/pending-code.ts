/**
 * The code that was asked for and not yet used. Phones drop a page while its owner reads a text, so the number
 * of the request outlives the page; whom it was sent to does not.
 */
import { signal } from '@preact/signals'
import type { Id } from '../shared/api-types'

export type PendingCode = { id: Id; contact: string | null; askedAt: number; expiresAt: string; next: string }

const key = 'waymark.code'

export const pendingCode = signal<PendingCode | null>(readKept())

export function keepPendingCode(pending: PendingCode | null): void {
  pendingCode.value = pending
  try {
    if (pending === null) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, JSON.stringify({ ...pending, contact: null }))
  } catch {
    // A window that keeps nothing still has the value above.
  }
}

function readKept(): PendingCode | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? 'null') as PendingCode | null
    return kept !== null && Date.parse(kept.expiresAt) > Date.now() ? kept : null
  } catch {
    return null
  }
}
