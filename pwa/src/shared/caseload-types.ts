/** What the service answers a worker about the people whom their teams look after. No score is in it. */
import type { Id, Instant, NamedAccount } from './answer-types'

export interface CaseloadPerson {
  record_id: Id
  preferred_name: string
  key_worker: NamedAccount | null
  team_id: Id
  is_mine: boolean
  /** The next one: asked for by a worker, or the usual one. `due_on` is a day. */
  review: { due_on: string; title: string; why: 'asked' | 'usual' } | null
  /** Ratings that this worker has not looked at yet. */
  new_ratings: number
  actions_due: number
  open_conversation: boolean
}
export interface Caseload { people: CaseloadPerson[]; as_of: Instant }
