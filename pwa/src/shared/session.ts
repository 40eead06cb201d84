/** Who is signed in on this page. The app loads it; every slice may read it. */
import { computed, signal } from '@preact/signals'
import type { Me, ServiceInfo } from './api-types'

/** What became of words that were being written when a session ended: at the service, gone, or nobody can say. */
export type WordsLeft = 'kept' | 'lost' | 'unsure'

export type Session =
  | { state: 'unknown' }
  | { state: 'not-reached' }
  | { state: 'signed-out'; because?: 'idle' | 'ended' | 'left'; words?: WordsLeft }
  | { state: 'signed-in'; me: Me }

export const session = signal<Session>({ state: 'unknown' })

/** The service's own facts (trust, numbers, push key); null until it has answered once. */
export const service = signal<ServiceInfo | null>(null)

/** False while the last try to reach the service failed. */
export const isReached = signal(true)

/** True while a live page says itself that it is not connected, and since when: the shell then stays quiet. */
export const saysItself = signal(false)

export const me = computed(() => (session.value.state === 'signed-in' ? session.value.me : null))

/** Called with the answer of a sign-in, a join, or GET /api/me. */
export function beginSession(signedInAs: Me): void {
  session.value = { state: 'signed-in', me: signedInAs }
}

/** For pages of the signed-in tables only: there is always somebody there. */
export function useMe(): Me {
  const someone = me.value
  if (someone === null) throw new Error('this page belongs to the signed-in tables')
  return someone
}
