/** The shapes of sharing with people whom somebody trusts. */
import type { Id, Instant, SectionName, TeamSharing } from './answer-types'

export type Relation = 'carer' | 'partner' | 'family' | 'friend' | 'advocate' | 'worker' | 'someone'
export interface SharedSection {
  section: SectionName
  title: string
  is_shared: boolean
  may_add: boolean
  only_while_open: boolean
  starts_at: Instant | null
  ends_at: Instant | null
  is_live: boolean
}
export interface TrustedPerson {
  id: Id
  name: string
  relation: Relation
  state: 'invited' | 'sharing' | 'ended'
  invited_at: Instant
  expires_at: Instant
  accepted_at: Instant | null
  ended_at: Instant | null
  ended_how: string | null
  please_do: string | null
  please_dont: string | null
  review_at: Instant
  needs_review: boolean
  sections: SharedSection[]
  history: { kind: string; at: Instant; by_me: boolean }[]
}
export interface SharingStopped { id: Id; at: Instant; undo_until: Instant }
export interface MySharing {
  stop: SharingStopped | null
  people: TrustedPerson[]
  team: TeamSharing | null
  wording: string
}
export interface WantedSection {
  section: SectionName
  may_add: boolean
  only_while_open: boolean
  starts_at: Instant | null
  ends_at: Instant | null
}
/** A way to somebody who is invited: said once, and never again. */
export interface TrustedLink {
  link: string
  code: string
  qr: { size: number; path: string }
  expires_at: Instant
}
export interface TrustedInvited extends TrustedLink { person: TrustedPerson }
export interface TrustedOpened {
  inviter: string
  name: string
  relation: Relation
  expires_at: Instant
  signed_in_as: string | null
  is_wrong_account: 'own' | 'already' | 'other_contact' | null
}
