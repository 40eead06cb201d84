/** What the questions and the results know of each other: where a draft is kept, and what was sent just now. */
import type { Id } from '../shared/api-types'

export const draftKey = (instrument: string) => `questions-${instrument}`

let justSent: Id | null = null

export function noteSent(responseId: Id): void {
  justSent = responseId
}

/** The answers that were sent on the way to this page; said once. */
export function takeSent(): Id | null {
  const taken = justSent
  justSent = null
  return taken
}
