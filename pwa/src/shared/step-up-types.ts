/** The shapes of a request for more support. */
import type { Id, Instant, NamedAccount, TeamRole, TeamView } from './answer-types'
import type { RungWhom } from './ladder-types'

export type StepUpState = 'sent' | 'acknowledged' | 'in_contact' | 'plan_agreed' | 'closed' | 'withdrawn'
export type WantsToHear = 'today' | 'few_days'
export type ReachBy = 'ring' | 'text' | 'see'
export type PromiseHow = 'ring' | 'text' | 'see' | 'video'
export type BestTime = 'any' | 'morning' | 'afternoon' | 'evening'
/** The MHSDS codes for how a contact took place. */
export type ContactMechanism = '01' | '02' | '04' | '05' | '09' | '10' | '11' | '98'
export type ClosingReason = 'plan_agreed' | 'no_longer_needed' | 'support_elsewhere'
export type GotWhatINeeded = 'yes' | 'partly' | 'no'
export type WouldUseAgain = 'yes' | 'not_sure' | 'no'

export interface StepUpAsked {
  words: string
  wants_to_hear: WantsToHear
  reach_by: ReachBy
  reach_on: string | null
  best_time: BestTime
}
export interface StepUpRow {
  id: Id
  state: StepUpState
  asked_at: Instant
  closed_at: Instant | null
  needs_afterwards: boolean
}
export interface StepUpPromise {
  by: string
  by_account_id: Id
  by_at: Instant
  how: PromiseHow
  words: string
  made_at: Instant
  is_missed: boolean
}
/** Whom a step of the ladder told; a colleague by a hand-over; all members when nobody is on shift. */
export type ToldWhom = RungWhom | 'colleague' | 'members'
export type MessageChannel = 'push' | 'text' | 'email'
export interface Told {
  name: string
  role: TeamRole | null
  whom: ToldWhom
  channels: MessageChannel[]
  at: Instant
  reached_at: Instant | null
  seen_at: Instant | null
}
export interface NextTelling { whom: RungWhom | 'colleague' | 'opening'; at: Instant; is_again: boolean }
export type StandingState =
  | 'sent' | 'told' | 'reached' | 'seen' | 'asking' | 'unreached' | 'missed' | 'closed_now' | 'helped_by'
  | 'promised' | 'talking' | 'planned' | 'closed' | 'withdrawn'
/** What is true of a request now: since when, with whom, the team that helps, and what comes next. */
export interface Standing {
  state: StandingState
  since: Instant
  whom: ToldWhom | null
  names: string[]
  team: string | null
  next: NextTelling | null
}
/** What will happen when the person asks now, in sentences, by how soon they hope to hear. */
export type MyLadder = Record<WantsToHear, string[]>
export type TimelineKind =
  | 'sent' | 'told' | 'nobody_on_duty' | 'skipped' | 'nobody_reachable' | 'helping' | 'helping_ended' | 'moved_team'
  | 'seen' | 'acknowledged' | 'promise_missed' | 'promise_passed_on' | 'in_contact' | 'plan_agreed'
  | 'transferred' | 'note' | 'closed' | 'withdrawn' | 'reopened' | 'afterwards'
export interface TimelineEntry {
  id: Id
  kind: TimelineKind
  at: Instant
  by: string | null
  is_mine: boolean
  words: string | null
  detail: Record<string, unknown>
}
export type StepUpVerb =
  | 'note' | 'withdraw' | 'acknowledge' | 'contact' | 'plan' | 'close' | 'transfer' | 'reopen' | 'afterwards'
export interface May { allowed: boolean; reason: string | null }
export interface Afterwards { got_what_i_needed: GotWhatINeeded; would_use_again: WouldUseAgain; words: string; at: Instant }
export interface StepUpView extends StepUpAsked {
  id: Id
  version: number
  state: StepUpState
  person: { record_id: Id; preferred_name: string }
  asked_at: Instant
  team: TeamView
  key_worker: NamedAccount | null
  promise: StepUpPromise | null
  standing: Standing
  /** The person's own team, where the reader's only helps it with this request. */
  helps_team: string | null
  told: Told[]
  nobody_has_answered_since: Instant | null
  next_telling: NextTelling | null
  timeline: TimelineEntry[]
  may: Record<StepUpVerb, May>
  closed_at: Instant | null
  reopen_until: Instant | null
  afterwards: Afterwards | null
}
export interface RequestRow {
  id: Id
  record_id: Id
  person_name: string
  state: StepUpState
  asked_at: Instant
  waiting_since: Instant
  wants_to_hear: WantsToHear
  reach_by: ReachBy
  key_worker: NamedAccount | null
  promise: { by: string; by_at: Instant; is_missed: boolean } | null
  helps_team: string | null
  is_mine: boolean
}
export interface Requests {
  unanswered: RequestRow[]
  promised: RequestRow[]
  talking: RequestRow[]
  recently_closed: RequestRow[]
  as_of: Instant
}
