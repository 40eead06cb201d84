/** A person's goals, as the service answers them. */
import type { Id, Instant } from './answer-types'

export type GoalStatus = 'suggested' | 'active' | 'paused' | 'finished' | 'let_go' | 'declined'
export type ScoredHow = 'alone' | 'together' | 'for_them'

export interface GoalArea { key: string; title: string }
export interface GoalStep {
  id: Id
  version: number
  words: string
  position: number
  is_done: boolean
  at: Instant
  by: string
  from_action: boolean
}
/** How near, from 0 to 10. A new baseline begins when the goal becomes another one. */
export interface GoalScore { id: Id; value: number; answered_at: Instant; baseline: number; by: string; how: ScoredHow }
export interface GoalChange { by: number; is_reliable: boolean; words: string }
export interface GoalEvent { kind: string; at: Instant; by: string; words: string }
export interface Goal {
  id: Id
  version: number
  words: string
  why: string
  area: string | null
  area_title: string | null
  helper: string
  /** A day: `2026-12-24`. */
  target_on: string | null
  status: GoalStatus
  is_private: boolean
  is_mine: boolean
  by: string
  at: Instant
  suggested_by: string | null
  /** Its place, 1 to 3, among the goals that are followed from 0 to 10; null when it is not. */
  tracked: number | null
  baseline: number
  steps: GoalStep[]
  scores: GoalScore[]
  change: GoalChange | null
  history: GoalEvent[]
}
export interface Goals { goals: Goal[]; may_add: boolean; may_change: boolean; areas: GoalArea[] }
