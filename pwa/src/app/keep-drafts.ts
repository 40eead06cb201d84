/**
 * Sees that words being written outlive a session. The device forgets them when it ends; so before that the service is asked to
 * keep them, for the person alone, and at the next sign-in they are back on the shelf. What is not hers stays out: a
 * worker's account keeps nothing.
 */
import { signal } from '@preact/signals'
import { ApiError } from '../shared/api'
import type { Me } from '../shared/api-types'
import { forgetStanding, standing } from '../shared/device/draft-standing'
import { expectDrafts, whenDraftIsOver } from '../shared/device/drafts'
import type { BroughtBack } from '../shared/device/drafts-there'
import { me, type WordsLeft } from '../shared/session'

const there = () => import('../shared/device/drafts-there')

/** What the last try to keep words came to. */
export type Keeping = { state: 'none' | 'trying' | 'kept' } | { state: 'not-kept'; because: string | null }
export const keeping = signal<Keeping>({ state: 'none' })

/** Words that lay at the service and are here again; empty when she has seen that. */
export const broughtBack = signal<readonly BroughtBack[]>([])

let sending: Promise<void> | null = null
let askedFor: string | null = null

export function watchDrafts(): void {
  whenDraftIsOver((accountId) => void there().then(({ tellOver }) => tellOver(accountId)).catch(() => undefined))
  // On a phone in a pocket nothing runs any more: going out of sight may be the last that this page notices.
  addEventListener('pagehide', () => void keepBegun(true))
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void keepBegun(true)
  })
}

/** Has the service keep what she is writing. Tried again at the next look where it was not reached. */
export async function keepBegun(isLeaving = false): Promise<void> {
  const someone = me.value
  if (someone?.is_person !== true) return
  sending ??= keep(someone, isLeaving).finally(() => { sending = null })
  await sending
}

async function keep(someone: Me, isLeaving: boolean): Promise<void> {
  if (keeping.value.state === 'none') keeping.value = { state: 'trying' }
  const trouble = await there().then(({ sendDrafts }) => sendDrafts(someone.account_id, isLeaving)).catch((error: unknown) => error)
  if (me.value?.account_id !== someone.account_id) return
  if (trouble === null) keeping.value = { state: standing.value === 'none' ? 'none' : 'kept' }
  else keeping.value = { state: 'not-kept', because: trouble instanceof ApiError && trouble.status < 500 ? trouble.detail : null }
}

/** At a sign-in, and once a visit: what was begun before, here or on another device, is on the shelf again. */
export function bringBack({ account_id: accountId, is_person: isPerson, session }: Me): void {
  if (askedFor === session.id) return
  askedFor = session.id
  broughtBack.value = []
  forgetStanding()
  if (!isPerson) return
  const isHere = () => me.value?.account_id === accountId
  const arrival = there().then(async ({ bringBackDrafts }) => {
    const back = isHere() ? await bringBackDrafts(accountId) : []
    if (isHere()) broughtBack.value = back
  })
  expectDrafts(arrival)
  void arrival.catch(() => undefined)
}

/** What became of her words, said once when nobody is signed in any more. */
export function takeWordsLeft(because: 'over' | 'refused'): WordsLeft | undefined {
  const left = standing.value
  forgetStanding()
  keeping.value = { state: 'none' }
  broughtBack.value = []
  askedFor = null
  if (left === 'none') return undefined
  if (left === 'kept') return 'kept'
  return because === 'over' ? 'lost' : 'unsure'
}
