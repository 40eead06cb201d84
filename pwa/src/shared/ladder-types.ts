/** How a team answers requests, as its lead has set it. */
import type { Id, Instant } from './answer-types'

export type LadderUrgency = 'today' | 'few_days'
export type RungWhom = 'key_worker' | 'cover' | 'duty' | 'on_shift' | 'lead' | 'other_team'
export type LadderChannel = 'push' | 'text' | 'email'
export interface Rung {
  whom: RungWhom
  team_id: Id | null
  /** In minutes in which the team is open. */
  wait_minutes: number
  channels: LadderChannel[]
  next_channel_minutes: number
}
export interface LadderDraft { rungs: Rung[]; repeat_minutes: number; repeat_longest_minutes: number }
export interface LadderPreview { preview: string[]; warnings: string[] }
export interface Ladder extends LadderDraft, LadderPreview {
  urgency: LadderUrgency
  version: number
  made_by: string | null
  made_at: Instant | null
}
export interface Ladders { today: Ladder; few_days: Ladder; other_teams: { id: Id; name: string }[]; may_change: boolean }
