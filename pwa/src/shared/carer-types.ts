/** What the service answers carers, and about what they told a team; and what a person wrote about herself. */
import type { Id, Instant } from './answer-types'
import type { PromiseHow, StepUpState, WantsToHear } from './step-up-types'

export interface SupportedPerson {
  trusted_person_id: Id
  record_id: Id
  preferred_name: string
  please_do: string
  please_dont: string
  has_open_request: boolean
}
export interface TeamAround {
  id: Id
  name: string
  phone: string | null
  is_open: boolean
  opens_at: Instant | null
  out_of_hours: { words: string; call: string | null }
}
export interface Around {
  preferred_name: string
  team: TeamAround | null
  key_worker: { name: string } | null
  carer_champion: { name: string } | null
  people: { name: string; relation: string }[]
}
export interface PublicTeam extends TeamAround { organisation: string; carer_champion: { name: string } | null }
export interface SaidWords { by: string; at: Instant; words: string; is_mine: boolean }
export interface SharedStepUp {
  id: Id
  state: StepUpState
  asked_at: Instant
  words: string
  wants_to_hear: WantsToHear
  promise: { by: string; by_at: Instant; how: PromiseHow; is_missed: boolean } | null
  nobody_has_answered: boolean
  closed_at: Instant | null
  plan: SaidWords | null
  notes: SaidWords[]
  may_add: boolean
}
export interface AboutMeEntry { id: Id; heading: string; title: string; words: string; at: Instant; by: string; is_mine: boolean }
export interface AboutMeContact {
  id: Id
  version: number
  name: string
  relation: string
  phone: string | null
  note: string
  at: Instant
  by: string
  is_mine: boolean
  may_change: boolean
}
export interface AboutMe { sections: AboutMeEntry[]; contacts: AboutMeContact[]; may_add: boolean }
export interface MessageReader { name: string; at: Instant }
export interface OwnMessage {
  id: Id
  at: Instant
  trusted_person_id: Id
  record_id: Id
  words: string
  in_confidence: boolean
  state: 'received' | 'read'
  read_by: MessageReader[]
}
export interface MessageAboutMe { id: Id; at: Instant; from: string; relation: string | null; words: string; read_by: MessageReader[] }
export interface TeamMessage extends MessageAboutMe {
  is_public: boolean
  about: { record_id: Id | null; name: string }
  contact: string | null
  in_confidence: boolean
  is_read_by_me: boolean
}
export interface CarersHelp {
  sections: { title: string; paragraphs: string[]; links: { words: string; href: string }[] }[]
  as_of: string
  source: string
}
