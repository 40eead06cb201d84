/** What the service answers the screen on the team's wall. It names nobody who asked for support. */
import type { Instant } from './answer-types'

export interface Wall {
  team_name: string
  is_open: boolean
  opens_at: Instant | null
  waiting: number
  longest_wait_since: Instant | null
  promised: number
  next_promise_at: Instant | null
  missed: number
  /** Short names of colleagues: "A. Begum". */
  on_duty: string[]
  desk: string[]
  /** When the engine last said that it lives; null when it never has. */
  engine_at: Instant | null
  as_of: Instant
}
