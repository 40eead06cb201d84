/** Who is there, as the service answers it. Days are `2026-11-22` and clocks `09:00`, in London; instants are UTC. */
import type { Id, Instant, NamedAccount, TeamRole } from './answer-types'

export type Desk = 'duty' | 'shift'
export type Day = string
export type Clock = string
export interface TimeSpan { begins: Instant; ends: Instant }

export interface Turn extends TimeSpan, NamedAccount {
  desk: Desk
  how: 'rotation' | 'override' | 'swap' | 'cover' | 'member'
  source_id: Id | null
  instead_of: NamedAccount | null
  is_ready: boolean
  is_mine: boolean
}
export interface RotaGap extends TimeSpan { desk: Desk }
export interface RotaDay {
  on: Day
  closed_because: string | null
  opening: TimeSpan[]
  turns: Turn[]
  gaps: RotaGap[]
}
export interface RotaWarningView extends TimeSpan {
  kind: 'gap' | 'not_ready' | 'no_lead'
  desk: Desk | null
  account_id: Id | null
  name: string | null
}
export interface RotaMember extends NamedAccount { role: TeamRole; is_away: boolean }
export interface RotaWeek {
  team_id: Id
  team_name: string
  from_on: Day
  days: RotaDay[]
  warnings: RotaWarningView[]
  members: RotaMember[]
  may_change: boolean
}

export interface RotationContent {
  desk: Desk
  name: string
  begins_on: Day
  ends_on: Day | null
  turn_days: number
  hands_over_at: Clock
  /** Monday is 0. */
  weekdays: number[]
  begins: Clock
  ends: Clock
  places: Id[]
}
export interface Rotation extends RotationContent { id: Id; made_at: Instant }
export interface Rotations { rotations: Rotation[]; may_change: boolean }

export interface HoursSpan { weekday: number; opens: Clock; closes: Clock }
export interface OtherDay { on: Day; spans: { opens: Clock; closes: Clock }[]; words: string }
export interface TeamHours {
  spans: HoursSpan[]
  keeps_bank_holidays: boolean
  days: OtherDay[]
  bank_holidays: { on: Day; name: string }[]
  may_change: boolean
}

export interface Absence extends NamedAccount { id: Id; from_at: Instant; until_at: Instant; cover: NamedAccount | null }
export interface Swap {
  id: Id
  team_id: Id
  desk: Desk
  from_at: Instant
  until_at: Instant
  from: NamedAccount
  to: NamedAccount
  answer: 'yes' | 'no' | 'taken_back' | null
  is_mine: boolean
}
export interface MyTurn extends Turn { team_id: Id; team_name: string }
export interface MyShifts {
  turns: MyTurn[]
  away: Absence[]
  swaps: Swap[]
  readiness: { confirmed_at: Instant | null; has_phone: boolean; is_ready: boolean }
  colleagues: (NamedAccount & { team_id: Id })[]
}
