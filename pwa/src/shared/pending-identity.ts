/**
 * Somebody has signed in with a provider, and no account goes with it yet. The service keeps that for this browser for a
 * quarter of an hour; here is only the mark that it is worth asking for.
 */
import { signal } from '@preact/signals'

const key = 'waymark.pending'
const lasts = 15 * 60_000

type Mark = { name: string; until: number }

/** The provider's name, while something may be added. */
export const pendingName = signal<string | null>(read())

export function notePending(name: string | null): void {
  pendingName.value = name
  try {
    if (name === null) localStorage.removeItem(key)
    else localStorage.setItem(key, JSON.stringify({ name, until: Date.now() + lasts } satisfies Mark))
  } catch {
    // Then it is offered on this page alone.
  }
}

function read(): string | null {
  try {
    const mark = JSON.parse(localStorage.getItem(key) ?? 'null') as Mark | null
    return mark !== null && mark.until > Date.now() ? mark.name : null
  } catch {
    return null
  }
}
