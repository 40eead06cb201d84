/** A questionnaire that is being filled in: what is kept of it, what is asked next, and what is sent. Pure. */
import type { Answer, AnsweredHow, Id, Instant, Instrument, InstrumentItem, ResponseSent } from '../../shared/api-types'

export const skipReasons = ['does_not_apply', 'rather_not_say'] as const
export type SkipReason = (typeof skipReasons)[number]
export type Given = { value: number | null; skipped: SkipReason | null; wants_help: boolean | null }

export type Filling = {
  /** Of the answers that will be sent; made on this device at the start, so that sending again is harmless. */
  id: Id
  begun_at: Instant
  asked_id: Id | null
  /** Key, version and all questions: it can be filled in with no signal. */
  instrument: Instrument
  /** By the key of the question, never by its place. */
  given: Record<string, Given>
  words: string
  /** Null until it was decided who sees this one. */
  is_private: boolean | null
  /** How a worker enters it for somebody; null until that was said. */
  how: Exclude<AnsweredHow, 'alone'> | null
  /** When the questions have changed since: the keys of those that are new. Only these are asked. */
  new_items: string[] | null
  /** Of the first try to send; trying again must send the very same. */
  answered_at: Instant | null
}

export function freshFilling(instrument: Instrument, id: Id, begunAt: Instant, askedId: Id | null): Filling {
  return {
    id, begun_at: begunAt, asked_id: askedId, instrument, given: {}, words: '', is_private: null, how: null, new_items: null, answered_at: null,
  }
}

const nothing: Given = { value: null, skipped: null, wants_help: null }

export function givenTo(filling: Filling, key: string): Given {
  return filling.given[key] ?? nothing
}

/** The filling with one question answered or left out. What is sent has changed then. */
export function answer(filling: Filling, key: string, some: Partial<Given>): Filling {
  return { ...filling, answered_at: null, given: { ...filling.given, [key]: { ...givenTo(filling, key), ...some } } }
}

export const isDecided = ({ value, skipped }: Given) => value !== null || skipped !== null

/** How many questions have an answer; what was left out does not count. */
export function countAnswered({ instrument, given }: Filling): number {
  return instrument.items.filter(({ key }) => (given[key]?.value ?? null) !== null).length
}

export function hasBegun({ given, words }: Filling): boolean {
  return words !== '' || Object.values(given).some(isDecided)
}

/** The questions that this person is asked, in order: all of them, or only the new ones. */
export function asked({ instrument: { items }, new_items: fresh }: Filling): readonly InstrumentItem[] {
  return fresh === null ? items : items.filter(({ key }) => fresh.includes(key))
}

/** "3 of 11": among those that are asked, or among all when an older one is being changed. */
export function placeOf(filling: Filling, item: InstrumentItem): { at: number; of: number } {
  const among = asked(filling).includes(item) ? asked(filling) : filling.instrument.items
  return { at: among.indexOf(item) + 1, of: among.length }
}

/** The question after this one; null when it was the last. */
export function nextAfter(filling: Filling, item: InstrumentItem): InstrumentItem | null {
  const among = asked(filling)
  return among.includes(item) ? (among[among.indexOf(item) + 1] ?? null) : null
}

export function before(filling: Filling, item: InstrumentItem): InstrumentItem | null {
  const among = asked(filling)
  return among[among.indexOf(item) - 1] ?? null
}

/** Where to go on: the first question without an answer; null when there is none left. */
export function firstOpen(filling: Filling): InstrumentItem | null {
  return asked(filling).find(({ key }) => !isDecided(givenTo(filling, key))) ?? null
}

/** The same answers under the newest questions, by their keys. What fits no question any more is left behind. */
export function carryOver(filling: Filling, newest: Instrument): Filling {
  if (filling.instrument.key === newest.key && filling.instrument.version === newest.version) return filling
  const kept = newest.items.filter((item) => stillFits(givenTo(filling, item.key), item))
  return {
    ...filling,
    instrument: newest,
    given: Object.fromEntries(kept.map(({ key }) => [key, givenTo(filling, key)])),
    new_items: newest.items.filter((item) => !kept.includes(item)).map(({ key }) => key),
    answered_at: null,
  }
}

function stillFits(given: Given, { low, high }: InstrumentItem): boolean {
  return isDecided(given) && (given.value === null || (given.value >= low && given.value <= high))
}

export type Missing = 'answers' | 'privacy' | 'how'

/** What must be there before it is sent. A worker says how it was answered, and may keep nothing from others. */
export function missing(filling: Filling, isForSomebody: boolean): Missing[] {
  return [
    ...(countAnswered(filling) === 0 ? (['answers'] as const) : []),
    ...(!isForSomebody && filling.is_private === null ? (['privacy'] as const) : []),
    ...(isForSomebody && filling.how === null ? (['how'] as const) : []),
  ]
}

export function sentOf(filling: Filling, answeredAt: Instant): ResponseSent {
  const { instrument, is_private: isPrivate, how, asked_id, words } = filling
  return {
    instrument: instrument.key,
    version: instrument.version,
    answered_at: answeredAt,
    is_private: how === null && isPrivate === true,
    how: how ?? 'alone',
    asked_id,
    words: words.trim(),
    answers: instrument.items.flatMap(({ key }) => answerTo(key, givenTo(filling, key))),
  }
}

/** What has no answer is not sent: the service notes it as not answered. */
function answerTo(item: string, given: Given): Answer[] {
  if (!isDecided(given)) return []
  return [given.value === null ? { item, value: null, skipped: given.skipped, wants_help: null } : { item, value: given.value, skipped: null, wants_help: given.wants_help }]
}
