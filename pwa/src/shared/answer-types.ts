/** What the service answers, as the pages read it. Instants are ISO 8601 in UTC. */

export type Instant = string
export type Id = string

export type TeamRole = 'worker' | 'duty' | 'lead' | (string & {})
/** Somebody else's sign-in that is also good here: "NHS login", or that of an organisation. */
export interface NamedProvider { key: string; name: string }
export interface MyTeam { id: Id; name: string; role: TeamRole }
export interface Me {
  account_id: Id
  name: string
  is_person: boolean
  is_worker: boolean
  is_trusted: boolean
  record_id: Id | null
  teams: MyTeam[]
  session: { id: Id; idle_ends_at: Instant; ends_at: Instant }
  has_passkey: boolean
  has_way_back: boolean
  has_identity: boolean
  /** The provider by which this session began; null where it began in another way. */
  came_by: NamedProvider | null
}

/** Where a draft lies at the service. */
export interface DraftPlace { id: Id; kept_at: Instant; forget_at: Instant }

/** What a person has begun and not sent; `content` is the form as JSON text. */
export interface KeptDrafts { drafts: (DraftPlace & { key: string; content: string })[] }

export interface CrisisContact {
  key: string
  name: string
  call: string | null
  text: string | null
  text_word: string | null
  explains: string
  for_whom: string | null
  /** Monday is 0; on the clocks of the United Kingdom. None, and not always open: nobody could tell us. */
  hours: { weekday: number; opens: string; closes: string }[]
  always_open: boolean
  is_local: boolean
  language: string | null
  /** The address with which the number was compared, on that day. */
  source: string
  checked_on: string
}
/** As devices keep it: where a number comes from is for operators. */
export type CrisisLine = Omit<CrisisContact, 'source'>
export interface ServiceInfo {
  name: string
  trust_name: string | null
  push_public_key: string
  is_demo: boolean
  crisis_contacts: CrisisContact[]
}

export interface CodeSent { id: Id; expires_at: Instant }
export interface PasskeyChallenge<Options> { challenge_id: Id; options: Options }
export interface SignedInDevice {
  id: Id
  device: string
  signed_in_at: Instant
  last_seen_at: Instant
  how: string
  is_this: boolean
}
export interface Passkey { id: Id; name: string; created_at: Instant; last_used_at: Instant | null }
export interface Contact { id: Id; kind: 'email' | 'text'; shown: string; confirmed_at: Instant | null }

export type SectionName =
  | 'about_me' | 'goals' | 'dialog_results' | 'dialog_plus_plan' | 'safety_plan' | 'step_ups' | 'stepping_down'
export interface SectionChoice {
  section: SectionName
  title: string
  explains: string
  is_shared: boolean
  may_add: boolean
  is_fixed: boolean
  decided_at: Instant | null
}
export interface InvitationMade {
  id: Id
  link: string
  qr: { size: number; path: string }
  expires_at: Instant
  preferred_name: string
}
export interface InvitationRow {
  id: Id
  preferred_name: string
  invited_by: string
  expires_at: Instant
  state: 'open' | 'used' | 'ended'
}
export interface InvitationOpened {
  preferred_name: string
  invited_by: string
  team: { name: string }
  organisation: string
  expires_at: Instant
  sections: SectionChoice[]
}
export interface TeamSharing {
  team: { id: Id; name: string }
  members: { name: string; role: TeamRole }[]
  sections: SectionChoice[]
  wording: string
}
export interface AccessEntry {
  id: Id
  at: Instant
  by: string
  role: string
  relation: string | null
  team: string | null
  section: SectionName | (string & {})
  how: string
  way: string | null
  words: string
  why: string | null
}

export interface TeamView {
  id: Id
  name: string
  phone: string | null
  is_open: boolean
  opens_at: Instant | null
  closes_at: Instant | null
  closed_because: string | null
  out_of_hours: { words: string; call: string | null }
  hours: { weekday: number; opens: string; closes: string }[]
}
export interface NamedAccount { account_id: Id; name: string }
export interface MyTeamAnswer { team: TeamView; key_worker: NamedAccount | null; first_wait_minutes: number }
export interface TeamMember extends NamedAccount { role: TeamRole; has_confirmed_device: boolean }
export interface WorkerTeam extends TeamView { role: TeamRole; members: TeamMember[]; carer_champion_id: Id | null }
export interface PersonRow {
  record_id: Id
  preferred_name: string
  key_worker: NamedAccount | null
  joined_at: Instant
  team_id: Id
}

export interface Device {
  id: Id
  label: string
  created_at: Instant
  last_confirmed_at: Instant | null
  is_working: boolean
}
export type DeliveryKind =
  | 'step_up.asked' | 'step_up.note' | 'step_up.withdrawn' | 'step_up.transferred' | 'step_up.promise_missed'
  | 'step_up.answered' | 'step_up.moved_on' | 'device.test' | 'device.gone'
  | 'sharing.news' | 'carers.message' | 'goals.suggested'
  | 'sharing.emergency' | 'sharing.review_due' | 'sharing.access_report' | 'sharing.report_answered'
  | 'care.let_go' | 'admission.arrived' | 'admission.still_waiting' | 'admission.question' | 'admission.confirmed' | 'admission.refused' | 'admission.way_in_added'
  | 'safety_plan.suggested' | 'safety_plan.proposed' | 'safety_plan.review_due'
export interface Delivery { kind: DeliveryKind; subject_id: Id | null }
export interface DemoMessage {
  id: Id
  at: Instant
  channel: 'email' | 'text'
  to: string
  words: string
  link: string | null
  code: string | null
}
