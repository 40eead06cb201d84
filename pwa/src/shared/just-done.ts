/** What has just been done on another page, or at a provider: said once, above the page that follows. */
import { signal } from '@preact/signals'

export type JustDone = { said: string; at: string }

export const justDone = signal<JustDone | null>(null)

/** @param at the page above which it is said */
export function noteDone(said: string, at: string): void {
  justDone.value = { said, at: at.split('?')[0] ?? at }
}
