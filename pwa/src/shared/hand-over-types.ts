/** What somebody holds in a team, and what was handed over. */
import type { Id, Instant, NamedAccount } from './answer-types'

export interface HeldPerson { record_id: Id; preferred_name: string }
export interface HeldRequest {
  step_up_id: Id
  record_id: Id
  person_name: string
  how: 'promise' | 'handed' | 'contact'
  promise_ends_at: Instant | null
}
export interface HeldPlace {
  id: Id
  kind: 'rotation' | 'override' | 'swap' | 'cover'
  desk: 'duty' | 'shift' | null
  name: string
  begins: Instant | null
  ends: Instant | null
  /** Whose turn it was, or who is away. */
  other: NamedAccount | null
  may_end: boolean
}
export interface Holdings {
  account_id: Id
  name: string
  role: string
  team_id: Id
  team_name: string
  may_change: boolean
  is_me: boolean
  is_last_lead: boolean
  /** Since when they have no place in the team any more; null while they have one. */
  let_go_at: Instant | null
  people: HeldPerson[]
  requests: HeldRequest[]
  places: HeldPlace[]
  devices: number
  looks_after_carers: boolean
  colleagues: { account_id: Id; name: string; role: string; is_away: boolean }[]
}
/** A colleague who no longer gets in, since when, and how much is still theirs. */
export interface LetGo extends NamedAccount { since: Instant; holds: { people: number; requests: number; places: number } }
export interface HandOverDone { id: Id; account_id: Id; people: number; requests: number; places: number; left: boolean; made_at: Instant }
