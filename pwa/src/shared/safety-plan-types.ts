/** A person's safety plan, as the service answers it. */
import type { Id, Instant } from './answer-types'

export type PlanHeading =
  | 'signs' | 'triggers' | 'myself' | 'distract' | 'people'
  | 'services' | 'safer' | 'going' | 'next_time' | 'distressed'
/** Who of those that see the plan sees a section: all of them, her team alone, or nobody else. */
export type PlanAudience = 'shared' | 'team' | 'mine'
/** The halves of a section that has halves: people and places; hard, for me, for my people, for my surroundings; do and don't. */
export type PlanGroup = 'people' | 'places' | 'hard' | 'me' | 'my_people' | 'surroundings' | 'do' | 'dont'

export interface PlanItem {
  id: Id
  words: string
  group: PlanGroup | null
  phone: string | null
  may_text: boolean
  note: string
  has_helped: boolean
}
export interface PlanSection {
  heading: PlanHeading
  title: string
  /** 0 when nothing was ever written there, and always 0 for others who meet nothing. */
  version: number
  items: PlanItem[]
  at: Instant | null
  by: string | null
  /** Who wrote it with her. */
  with_name: string | null
  /** Hers alone to know: null for others. */
  audience: PlanAudience | null
}
export interface PlanSuggestion { id: Id; heading: PlanHeading; item: PlanItem; by: string; at: Instant; is_mine: boolean }
export interface PlanPhoto { id: Id; words: string; width: number; height: number; bytes: number; is_private: boolean; at: Instant }
export interface PlanYes { at: Instant; by: string }
export interface PlanAgreement {
  proposal_id: Id
  /** A day: `2026-12-24`. */
  review_on: string
  person: PlanYes | null
  worker: PlanYes | null
  is_agreed: boolean
  /** What this reader sees of the plan has changed since. */
  changed_since: boolean
  is_due: boolean
  may_say_yes: boolean
}
export interface SafetyPlan {
  record_id: Id
  person_name: string
  is_mine: boolean
  is_begun: boolean
  /** Counts her saves; null for others. */
  version: number | null
  as_of: Instant
  /** All ten, in their order; what is not written and what is hidden look the same. */
  sections: PlanSection[]
  suggestions: PlanSuggestion[]
  photos: PlanPhoto[]
  photo_bytes_left: number | null
  /** The newest that both said yes to. */
  agreement: PlanAgreement | null
  /** One that waits for a yes. */
  proposal: PlanAgreement | null
  may_add: boolean
  may_agree: boolean
}
export interface PlanVersionRow { version: number; at: Instant; by: string; with_name: string | null; headings: PlanHeading[]; from_version: number | null }
export interface PlanVersions { versions: PlanVersionRow[] }
export interface PlanAtVersion { version: number; at: Instant; by: string; with_name: string | null; sections: PlanSection[] }
/** What to do and not to do when she is very distressed, for whoever answers her. */
export interface PleaseDo { do: string[]; dont: string[]; at: Instant | null }
export interface KeptPhone { id: Id; device: string; kept_at: Instant; seen_at: Instant; is_this: boolean }
export interface KeptPhones { phones: KeptPhone[] }
