/** Which begun words this page knows to lie at the service too: for what is said when a session ends. */
import { signal } from '@preact/signals'

export type Standing = 'none' | 'kept' | 'unkept'

/** 'unkept': something was begun here that would be gone if the session ended now. */
export const standing = signal<Standing>('none')

/** By key, the words' own `kept_at` while they lie on this device alone; null when they lie at the service too. */
const begun = new Map<string, string | null>()

/** @param keptAt null where all words were taken out again: nothing would be missed */
export function noteBegun(key: string, keptAt: string | null): void {
  if (keptAt === null) begun.delete(key)
  else begun.set(key, keptAt)
  tell()
}

/** These words are at the service. Newer ones, written meanwhile, are not. */
export function noteThere(key: string, keptAt: string): void {
  const here = begun.get(key) ?? null
  if (here === null || here === keptAt) begun.set(key, null)
  tell()
}

export function noteOver(key: string): void {
  begun.delete(key)
  tell()
}

export function forgetStanding(): void {
  begun.clear()
  tell()
}

function tell(): void {
  if (begun.size === 0) standing.value = 'none'
  else standing.value = [...begun.values()].every((keptAt) => keptAt === null) ? 'kept' : 'unkept'
}
