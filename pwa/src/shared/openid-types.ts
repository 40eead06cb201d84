/** Signing in by a provider, and who is let in by it. */
import type { Id, Instant, Me, NamedProvider } from './answer-types'

export interface SignInProvider extends NamedProvider {
  kind: 'people' | 'staff'
  /** The last try to reach it failed. */
  is_away: boolean
}
export type ProviderOutcome = 'signed_in' | 'confirmed' | 'linked' | 'joined' | 'waiting' | 'unknown'
export interface ComingBack {
  outcome: ProviderOutcome
  me?: Me | null
  return_to?: string | null
  provider: NamedProvider
}
/** A provider's sign-in that belongs to this account. */
export interface Identity { id: Id; provider: NamedProvider; created_at: Instant; last_used_at: Instant | null }

/** Somebody is signed in, and no record is open to them yet. */
export interface WaitingView {
  state: 'waiting' | 'refused' | 'none'
  team: { name: string; phone: string | null } | null
  since: Instant | null
}
/** Somebody who has answered an invitation, and whom no worker has confirmed yet. */
export interface Arrival {
  id: Id
  team_id: Id
  preferred_name: string
  invited_by: string
  key_worker_id: Id
  provider: NamedProvider
  at: Instant
  decision: 'confirmed' | 'refused' | null
}
/** A sign-in that did not fit: somebody of the team has to find out who it was. `words` say what happened. */
export interface IdentityQuestion {
  id: Id
  words: string
  preferred_name: string | null
  /** None where it is about an invitation. */
  record_id: Id | null
  provider: NamedProvider
  at: Instant
}
/** Its end only. */
export interface NhsNumberShown { shown: string | null }
