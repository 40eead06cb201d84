/** Rules of writing a section: what was changed, what is wrong with it, and what two devices make of it. Pure. */
import type { Id, PlanGroup, PlanHeading, PlanItem, PlanSection, PlanSuggestion } from '../../shared/api-types'
import { groupsOf, itemsIn } from '../sections'
import { words } from './words'

export const limits = { words: 2000, note: 500, items: 40 }

/** What she has written on this device and not saved. */
export type SectionDraft = {
  /** What she saw when she began; null when nothing is begun. */
  begun: { version: number; items: PlanItem[] } | null
  items: PlanItem[]
  /** What stands in the fields for something new, by half. */
  adding: Partial<Record<string, PlanItem>>
}
export const noDraft: SectionDraft = { begun: null, items: [], adding: {} }
export const draftKey = (heading: PlanHeading) => `safety-plan-${heading}`

/** The field of a half, for ids and for drafts. */
export const fieldKey = (group: PlanGroup | null) => `new-${group ?? 'item'}`

export const newItem = (id: Id, group: PlanGroup | null, some: Partial<PlanItem> = {}): PlanItem =>
  ({ id, words: '', phone: null, may_text: false, note: '', has_helped: false, ...some, group })

const isBlank = ({ words: said, phone, note }: PlanItem) => `${said}${phone ?? ''}${note}`.trim() === ''

/** As it goes to the service: without spaces at the ends, and without a tick that says nothing. */
function tidy(item: PlanItem): PlanItem {
  const phone = item.phone?.trim() ?? ''
  return { ...item, words: item.words.trim(), note: item.note.trim(), phone: phone === '' ? null : phone, may_text: phone !== '' && item.may_text }
}

/** The section as she wants it now, with what stands in the fields for something new. */
export function wanted(heading: PlanHeading, draft: SectionDraft): PlanItem[] {
  return groupsOf(heading).flatMap((group) => {
    const fresh = draft.adding[fieldKey(group)]
    return [...itemsIn(heading, group, draft.items), ...(fresh === undefined || isBlank(fresh) ? [] : [fresh])].map(tidy)
  })
}

// The service writes numbers as people do: the same number may come back with other spaces.
const digits = (phone: string | null) => (phone ?? '').replaceAll(/[^\d+]/g, '').replace(/^(\+44|0044)0?/, '0')
const said = ({ words: own, note, group, phone, may_text, has_helped }: PlanItem) =>
  JSON.stringify([own, note, group, digits(phone), may_text, has_helped])

const isSame = (some: readonly PlanItem[], others: readonly PlanItem[]) =>
  some.length === others.length && some.every((item, place) => said(item) === said(others[place] ?? item))

/** In the order in which they are shown. */
const inOrder = (heading: PlanHeading, items: readonly PlanItem[]) => groupsOf(heading).flatMap((group) => itemsIn(heading, group, items))

export type Standing = {
  /** What the page shows and changes. */
  items: PlanItem[]
  /** Something here is not what is saved. */
  isUnsaved: boolean
  /** And what is saved is newer than what she began with. */
  isBehind: boolean
}

export function standing({ heading, items: saved, version }: PlanSection, draft: SectionDraft): Standing {
  const { begun } = draft
  if (begun === null) return { items: saved, isUnsaved: false, isBehind: false }
  const now = wanted(heading, draft)
  const isUnsaved = !isSame(now, inOrder(heading, begun.items)) && !isSame(now, inOrder(heading, saved))
  const isOld = begun.version !== version
  return { items: isUnsaved || !isOld ? draft.items : saved, isUnsaved, isBehind: isUnsaved && isOld }
}

/** One place up (-1) or down (1) among those of the same half. */
export function moved(items: readonly PlanItem[], id: Id, by: -1 | 1): PlanItem[] {
  const item = items.find((one) => one.id === id)
  const half = items.filter(({ group }) => group === item?.group)
  const other = half[half.findIndex((one) => one.id === id) + by]
  if (item === undefined || other === undefined) return [...items]
  return items.map((one) => (one.id === id ? other : one.id === other.id ? item : one))
}

/** Nothing of either goes away: theirs, then what is only in mine. The same thing in other words stands there twice. */
export function together(other: readonly PlanItem[], mine: readonly PlanItem[], makeId: () => Id): PlanItem[] {
  const known = new Set(other.map(said))
  const ids = new Set(other.map(({ id }) => id))
  const onlyMine = mine.filter((item) => !known.has(said(item)))
  return [...other, ...onlyMine.map((item) => (ids.has(item.id) ? { ...item, id: makeId() } : item))]
}

/** Suggestions that are in it: what is suggested keeps its id when she puts it in. */
export const takenIn = (items: readonly PlanItem[], suggestions: readonly PlanSuggestion[]) =>
  suggestions.filter(({ item }) => items.some(({ id }) => id === item.id)).map(({ id }) => id)

export type Problem = { id: Id; field: 'words' | 'phone' | 'note'; words: string }

/** What has to be put right before saving. The service has the last word on numbers. */
export function problemsOf(items: readonly PlanItem[]): Problem[] {
  return items.flatMap(({ id, words: own, note, phone }) => [
    ...(own === '' ? [{ id, field: 'words' as const, words: words.missing }] : []),
    ...(own.length > limits.words ? [{ id, field: 'words' as const, words: words.tooLong(own.length - limits.words) }] : []),
    ...(note.length > limits.note ? [{ id, field: 'note' as const, words: words.tooLong(note.length - limits.note) }] : []),
    ...(/\p{L}/u.test(phone ?? '') ? [{ id, field: 'phone' as const, words: words.lettersInNumber }] : []),
  ])
}

/** What the service refused, by `heading.place.field`. */
export function problemsIn(fields: Readonly<Record<string, string[]>>, heading: PlanHeading, sent: readonly PlanItem[]): Problem[] {
  return Object.entries(fields).flatMap(([key, [first]]) => {
    const [of, place, field] = key.split('.')
    const item = sent[Number(place)]
    const isField = field === 'words' || field === 'phone' || field === 'note'
    return of !== heading || item === undefined || !isField || first === undefined ? [] : [{ id: item.id, field, words: first }]
  })
}
