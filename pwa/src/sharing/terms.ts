/** How sections are shared, as somebody chooses it on the page, and as the service is told. Pure. */
import type { Instant, SectionName, SharedSection, WantedSection } from '../shared/api-types'
import { dayOf, instantAt, type Moment } from '../shared/times'

export type Until = 'none' | '1' | '3' | '6' | 'date'
export type Terms = {
  may: 'see' | 'add'
  when: 'always' | 'while_open'
  until: Until
  /** Days for 'date': the first may be empty, for "at once". */
  first: string
  last: string
}
/** What is ticked; one set of terms for all, or one for each. */
export type Choice = { sections: SectionName[]; isSame: boolean; all: Terms; each: Partial<Record<SectionName, Terms>> }
export type Gap = { field: 'sections' | `last-${string}` | `first-${string}`; why: 'no-last' | 'last-over' | 'first-after' }

export const openTerms: Terms = { may: 'see', when: 'always', until: 'none', first: '', last: '' }
export const noChoice: Choice = { sections: [], isSame: true, all: openTerms, each: {} }

export function toggle(choice: Choice, section: SectionName, isChecked: boolean): Choice {
  const others = choice.sections.filter((one) => one !== section)
  return { ...choice, sections: isChecked ? [...others, section] : others }
}

export function termsFor(choice: Choice, section: SectionName): Terms {
  return choice.isSame ? choice.all : choice.each[section] ?? choice.all
}

/** What the service is told. */
export function wantedIn(choice: Choice, now: Moment): WantedSection[] {
  return choice.sections.map((section) => ({ section, ...toldOf(termsFor(choice, section), now) }))
}

function toldOf({ may, when, until, first, last }: Terms, now: Moment): Omit<WantedSection, 'section'> {
  const isDated = until === 'date'
  return {
    may_add: may === 'add',
    only_while_open: when === 'while_open',
    starts_at: isDated && first !== '' ? instantAt(first, '00:00') : null,
    ends_at: endOf(until, last, now),
  }
}

/** The end of the last day. */
function endOf(until: Until, last: string, now: Moment): Instant | null {
  if (until === 'none') return null
  return instantAt(until === 'date' ? last : monthsAfter(dayOf(now), Number(until)), '23:59')
}

/** The same day some months later, or the last day of a month that is shorter. */
export function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const lastOfMonth = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, lastOfMonth))).toISOString().slice(0, 10)
}

/** What she has chosen so far, to be changed. What is over counts as not shared. */
export function choiceIn(sections: readonly SharedSection[], now: Moment): Choice {
  const shared = sections.filter(({ is_shared, ends_at }) => is_shared && (ends_at === null || Date.parse(ends_at) > new Date(now).getTime()))
  const each = Object.fromEntries(shared.map((one) => [one.section, termsIn(one)]))
  const [first = openTerms, ...more] = Object.values(each)
  const isSame = more.every((terms) => JSON.stringify(terms) === JSON.stringify(first))
  return { sections: shared.map(({ section }) => section), isSame, all: isSame ? first : openTerms, each }
}

function termsIn({ may_add, only_while_open, starts_at, ends_at }: SharedSection): Terms {
  return {
    may: may_add ? 'add' : 'see',
    when: only_while_open ? 'while_open' : 'always',
    until: ends_at === null ? 'none' : 'date',
    first: starts_at === null ? '' : dayOf(starts_at),
    last: ends_at === null ? '' : dayOf(ends_at),
  }
}

/** What has to be put right about dates. Fields are named after the place: `all`, or a section. */
export function gapsIn(choice: Choice, now: Moment): Gap[] {
  if (choice.sections.length === 0) return []
  const places = choice.isSame ? ['all'] : choice.sections
  return places.flatMap((place) => gapsAt(place, place === 'all' ? choice.all : termsFor(choice, place as SectionName), now))
}

function gapsAt(place: string, { until, first, last }: Terms, now: Moment): Gap[] {
  if (until !== 'date') return []
  if (last === '') return [{ field: `last-${place}`, why: 'no-last' }]
  if (last < dayOf(now)) return [{ field: `last-${place}`, why: 'last-over' }]
  return first > last ? [{ field: `first-${place}`, why: 'first-after' }] : []
}
