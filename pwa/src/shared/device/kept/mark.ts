/**
 * The mark that a copy of the plan lies on this phone: read at the start, before anything is asked of anybody.
 *
 * A copy is kept because its mark stands: whatever lies here without one is cleared away. So the mark goes first when the copy goes,
 * and comes last when one is made.
 */
import { computed, signal, type ReadonlySignal } from '@preact/signals'
import type { Instant } from '../../answer-types'
import type { KeptMark } from './types'

const markKey = 'waymark.kept'
const endingKey = 'waymark.kept-ending'

const known = signal<KeptMark | null>(readMark())

/** Whose plan is kept on this phone, how, and as of when; null where none is. */
export const keptMark: ReadonlySignal<KeptMark | null> = computed(() => known.value)

/** As it lies on the phone now: another page of this browser may have taken it away. */
export function readMark(): KeptMark | null {
  try {
    return markIn(localStorage.getItem(markKey))
  } catch {
    return null
  }
}

/** @throws where this browser keeps nothing: then the plan is not kept either. */
export function setMark(mark: KeptMark): void {
  localStorage.setItem(markKey, JSON.stringify(mark))
  known.value = mark
}

export function noteAsOf(asOf: Instant): void {
  const mark = readMark()
  if (mark !== null) setMark({ ...mark, asOf })
}

export function forgetMark(): void {
  remove(markKey)
  known.value = null
}

/** 'wiping': the copy has to go and may not be gone yet. 'telling': it is gone, the service does not know yet. */
export type Ending = 'wiping' | 'telling'

export function ending(): Ending | null {
  try {
    const found = localStorage.getItem(endingKey)
    return found === 'wiping' || found === 'telling' ? found : null
  } catch {
    return null
  }
}

export function setEnding(to: Ending | null): void {
  if (to === null) { remove(endingKey); return }
  try {
    localStorage.setItem(endingKey, to)
  } catch {
    // Nothing is kept in a browser that takes no mark.
  }
}

/** Another page of this browser has kept a copy, or let it go. */
export function watchMark(): void {
  addEventListener('storage', ({ key }) => {
    if (key === markKey || key === null) known.value = readMark()
  })
}

function markIn(text: string | null): KeptMark | null {
  const found = text === null ? null : (JSON.parse(text) as Partial<KeptMark> | null)
  if (typeof found?.accountId !== 'string' || typeof found.asOf !== 'string' || typeof found.phoneId !== 'string') return null
  return found.how === 'open' || found.how === 'pin' || found.how === 'passkey' ? (found as KeptMark) : null
}

function remove(key: string): void {
  try {
    localStorage.removeItem(key)
  } catch {
    // As above.
  }
}
