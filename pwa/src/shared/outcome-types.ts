/** What the service answers about questionnaires: their questions, what was answered, how it changed, and what was asked for. */
import type { Id, Instant } from './answer-types'

export interface InstrumentItem {
  key: string
  code: string | null
  words: string
  question: string
  group: string | null
  low: number
  high: number
  labels: { value: number; words: string }[]
  help_question: string | null
  is_compared: boolean
}
export interface Instrument {
  key: string
  version: string
  title: string
  explains: string
  minutes: number
  stem: string | null
  skip_reasons: string[]
  items: InstrumentItem[]
  groups: { key: string; title: string }[]
  scores: { key: string; title: string; low: number; high: number }[]
  change: { item: number | null; score: number | null }
  every_days: number | null
  source: string
  licence: string
}

export type AnsweredHow = 'alone' | 'together' | 'for_them'
export interface Answer { item: string; value: number | null; skipped: string | null; wants_help: boolean | null }
export interface Score { key: string; title: string; value: number | null; n: number; of: number; words: string }
export interface QuestionnaireResponse {
  id: Id
  instrument: string
  version: string
  answered_at: Instant
  entered_by: string
  how: AnsweredHow
  is_mine: boolean
  is_private: boolean
  words: string
  answers: Answer[]
  scores: Score[]
}
export interface ResponseSent {
  instrument: string
  version: string
  answered_at: Instant
  is_private: boolean
  how: AnsweredHow
  asked_id: Id | null
  words: string
  answers: Answer[]
}

export interface Change { by: number; is_reliable: boolean; words: string }
export interface ItemCourse {
  item: string
  words: string
  group: string | null
  is_compared: boolean
  /** One for each of the times of the outcomes. */
  values: (number | null)[]
  since_previous: Change | null
  since_first: Change | null
}
export interface ScoreCourse {
  key: string
  title: string
  low: number
  high: number
  /** One for each of the times, and from how many answers each was made. */
  values: (number | null)[]
  counts: number[]
  latest: Score | null
}
export interface Outcomes {
  instrument: Instrument
  count: number
  latest: QuestionnaireResponse | null
  previous: QuestionnaireResponse | null
  first: QuestionnaireResponse | null
  /** When it was answered, oldest first. Said once: with hundreds of times there are many. */
  times: { response_id: Id; at: Instant }[]
  items: ItemCourse[]
  scores: ScoreCourse[]
  going_well: { item: string; words: string }[]
  others: { key: string; title: string; count: number; latest_at: Instant }[]
  may_add: boolean
}

/** A worker asks somebody to fill in a questionnaire by a day. */
export interface QuestionnaireAsk {
  id: Id
  instrument: string
  title: string
  asked_by: string
  at: Instant
  due_on: string
  words: string
  is_due: boolean
  response_id: Id | null
}

/** A month of a team in counts. Null stands for fewer people than `least`. */
export interface TeamFigures {
  team: { id: Id; name: string }
  month: string
  months: string[]
  least: number
  instruments: {
    key: string
    title: string
    one_score: number | null
    paired: number | null
    items: {
      item: string
      words: string
      pairs: number | null
      improved: number | null
      same: number | null
      worse: number | null
      share_improved: number | null
    }[]
  }[]
}
