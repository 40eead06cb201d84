/** What the service answers about DIALOG+: conversations, what was agreed in them, and the plans they made. */
import type { Id, Instant } from './answer-types'

/** A day, such as `2026-11-22`. */
type Day = string

/** The two who agree on something. Others may read, and are neither. */
export type Side = 'person' | 'worker'
export type TypedFor = 'self' | Side
export type DialogStep = 'review' | 'areas' | 'understanding' | 'looking_forward' | 'options' | 'actions' | 'summary'
export type Prompt = 'why' | 'works' | 'best' | 'smallest' | 'i_can' | 'worker_can' | 'others_can'
export type ActionOwner = Side | 'other'
export type ActionStatus = 'open' | 'done' | 'partly' | 'not_done' | 'let_go'
export type AgreedHow = 'own_device' | 'this_device'

export interface LifeArea { key: string; title: string }
export interface Agreement { at: Instant; by: string; how: AgreedHow }
export interface Action {
  id: Id
  version: number
  conversation_id: Id
  area: string | null
  area_title: string | null
  words: string
  owner: ActionOwner
  owner_name: string
  due_on: Day | null
  agreed: { person: Agreement | null; worker: Agreement | null }
  is_agreed: boolean
  status: ActionStatus
  went: string
  status_at: Instant | null
  typed_for: TypedFor
  by: string
  at: Instant
  is_due: boolean
  may_change: boolean
}
export interface Place { area: string | null; step: DialogStep }
export interface Note { words: string; version: number; by: string; typed_for: TypedFor; at: Instant }
export interface AreaRating { item: string; title: string; value: number | null; previous: number | null; wants_help: boolean | null }
export interface ChosenArea { key: string; title: string; value: number | null; notes: Partial<Record<Prompt, Note>> }
export interface Conversation {
  id: Id
  version: number
  choice_version: number
  record_id: Id
  person_name: string
  begun_by: string
  begun_at: Instant
  together: boolean
  is_mine_record: boolean
  my_side: Side | 'other'
  response_id: Id | null
  answered_at: Instant | null
  ratings: AreaRating[]
  place: Place
  areas: ChosenArea[]
  actions: Action[]
  to_review: Action[]
  people: { account_id: Id; name: string; side: Side | 'other'; is_here: boolean }[]
  ended_at: Instant | null
  ended_how: 'finished' | 'left' | null
  plan_id: Id | null
  may_add: boolean
}
export interface OpenConversation { id: Id; begun_by: string; begun_at: Instant; together: boolean }
export interface PlanLine { id: Id; version: number; at: Instant; written: 'together' | 'alone'; by: string }
export interface WorkingOn {
  conversation: OpenConversation | null
  actions: Action[]
  plans: PlanLine[]
  may_add: boolean
  may_lead: boolean
  areas: LifeArea[]
}
export interface MyActions { actions: Action[]; conversation: Pick<OpenConversation, 'id' | 'begun_by' | 'together'> | null }
export interface PlanAction { words: string; owner_name: string; due_on: Day | null; is_agreed: boolean; agreed: Action['agreed'] }
export interface PlanArea {
  title: string
  value: number | null
  notes: { title: string; words: string; by: string }[]
  actions: PlanAction[]
}
export interface Plan {
  id: Id
  version: number
  at: Instant
  written: 'together' | 'alone'
  by: string
  with: string[]
  person_name: string
  areas: PlanArea[]
  reviewed: { words: string; status: ActionStatus; went: string }[]
}
