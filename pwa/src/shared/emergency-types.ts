/** The shapes of who has looked, and of access in an emergency. */
import type { AccessEntry, Id, Instant } from './answer-types'

export interface AccessLog { entries: AccessEntry[]; next: Id | null; people: { id: Id; name: string }[] }
export interface OwnReport {
  id: Id
  entry_id: Id | null
  at: Instant
  words: string
  answered_at: Instant | null
  answer: string | null
}
export interface ReportRow extends OwnReport {
  preferred_name: string
  about: string | null
  answered_by: string | null
}
export interface FoundPerson { record_id: Id; preferred_name: string; team: string }
/** A worker's look without a grant. `is_held`: the person is not told yet. */
export interface Emergency {
  id: Id
  record_id: Id
  preferred_name: string
  began_at: Instant
  ends_at: Instant
  is_held: boolean
}
export type Outcome = 'right' | 'wrong' | 'follow_up'
export interface EmergencyAboutMe {
  id: Id
  by: string
  role: string
  team: string
  reason: string
  began_at: Instant
  ends_at: Instant
  told_later_because: string | null
  was_told_later: boolean
  outcome: Outcome | null
}
export interface ReviewRow {
  id: Id
  preferred_name: string
  by: string
  team: string
  reason: string
  began_at: Instant
  ends_at: Instant
  tell_at: Instant
  is_told: boolean
  held_by: string | null
  held_reason: string | null
  due_at: Instant
  is_overdue: boolean
  reviewed_at: Instant | null
  reviewed_by: string | null
  outcome: Outcome | null
  words: string | null
}
export interface DueCount { reviews: number; reports: number }
