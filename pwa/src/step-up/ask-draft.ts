/** A request before it is sent: what is kept on the phone, and how it gets to the service without being sent twice. */
import { ApiError, NotReached } from '../shared/api'
import type { BestTime, Id, ReachBy, StepUpAsked, StepUpView, WantsToHear } from '../shared/api-types'
import { newId } from '../shared/ids'
import { session } from '../shared/session'
import { readRequest, requestStepUp } from './api'
import { isEnded } from './rules'

export const draftKey = 'ask'
export const noteKey = (id: Id) => `note-${id}`

export type AskDraft = {
  /** Made with the draft, so that trying again is the same request. */
  id: Id
  words: string
  wants_to_hear: WantsToHear
  reach_by: ReachBy
  reach_on: string
  best_time: BestTime
  /** It was sent once and no answer came back: it may have arrived. */
  mayHaveArrived: boolean
}

export function freshAsk(): AskDraft {
  return { id: newId(), words: '', wants_to_hear: 'today', reach_by: 'ring', reach_on: '', best_time: 'any', mayHaveArrived: false }
}

export function askedIn({ words, wants_to_hear, reach_by, reach_on, best_time }: AskDraft): StepUpAsked {
  const number = reach_on.trim()
  return { words: words.trim(), wants_to_hear, reach_by, reach_on: reach_by === 'see' || number === '' ? null : number, best_time }
}

/** The request that is open now, and words that are not in it: they can be added as a note. */
export type Delivered = { id: Id; leftOver: string }

/**
 * Sends it. A request that arrived before and has ended since is asked anew: pressing "Send" must always reach somebody.
 *
 * @param remake gives the draft a new id, and keeps it before it is used
 */
export async function deliver(draft: AskDraft, remake: () => AskDraft): Promise<Delivered> {
  const view = await accepted(draft)
  if ('leftOver' in view) return view
  return isEnded(view.state) ? deliver(remake(), remake) : { id: view.id, leftOver: leftOver(draft, view) }
}

async function accepted(draft: AskDraft): Promise<StepUpView | Delivered> {
  const asked = askedIn(draft)
  try {
    return await requestStepUp(draft.id, asked)
  } catch (error) {
    const openOne = error instanceof ApiError ? error.fields.step_up_id?.[0] : undefined
    if (isRefusal(error, 'step_up.already_open') && openOne !== undefined) return { id: openOne, leftOver: asked.words }
    // It arrived before she changed her words: the service keeps the first ones.
    if (isRefusal(error, 'http.id_taken')) return await readRequest(draft.id)
    throw error
  }
}

/** Whether a request that may have arrived has; throws when the service still cannot be reached. */
export async function findArrived(draft: AskDraft): Promise<Delivered | null> {
  try {
    const view = await readRequest(draft.id)
    return isEnded(view.state) ? null : { id: view.id, leftOver: leftOver(draft, view) }
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null
    throw error
  }
}

function leftOver(draft: AskDraft, view: StepUpView): string {
  const { words, reach_on } = askedIn(draft)
  return [words === view.words ? '' : words, reach_on === view.reach_on ? '' : reach_on].filter(Boolean).join('\n')
}

/** 'unsure' when the request may have reached the service although its answer did not reach us. */
export function outcomeOf(error: unknown): 'not_sent' | 'unsure' {
  if (!(error instanceof NotReached)) return 'not_sent'
  const cause = error.cause
  const isNetwork = cause instanceof TypeError
  return isNetwork ? 'not_sent' : 'unsure'
}

const isRefusal = (error: unknown, code: string) => error instanceof ApiError && error.code === code

/**
 * The session ended while it was being sent. The device is wiped then, as it must be; the words stay in the memory of this
 * page only, for the same person when they sign in again. Signing out by oneself drops them too.
 */
let held: { accountId: Id; draft: AskDraft } | null = null

export function holdAsk(accountId: Id, draft: AskDraft): void {
  held = { accountId, draft }
}

export function takeHeldAsk(accountId: Id): AskDraft | null {
  const taken = held?.accountId === accountId ? held.draft : null
  held = null
  return taken
}

session.subscribe((now) => {
  if (now.state === 'signed-out' && now.because === 'left') held = null
})
