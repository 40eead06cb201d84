/** What is typed about being away, and what it means in instants. Pure. */
import { dayAfter, firstInstantAt, instantAt } from '../shared/times'
import { away as words } from './mine-words'

export type AwayFields = { who: string; first: string; last: string; isPart: boolean; from: string; until: string; cover: string }

export const noAway: AwayFields = { who: '', first: '', last: '', isPart: false, from: '09:00', until: '17:00', cover: '' }

/** Whole days end with midnight of the last; with times it ends at its time on the last day. Null while something is missing. */
export function spanOfAway({ first, last, isPart, from, until }: AwayFields): { begins: string; ends: string } | null {
  if (first === '' || last === '' || (isPart && (from === '' || until === ''))) return null
  if (!isPart) return { begins: firstInstantAt(first, '00:00'), ends: instantAt(dayAfter(last, 1), '00:00') }
  return { begins: firstInstantAt(first, from), ends: instantAt(last, until) }
}

export type Missing = Partial<Record<keyof AwayFields, string>>

export function missingInAway(fields: AwayFields, asksWho: boolean, now: number): Missing {
  const { missing } = words
  const lacking: Missing = {
    ...(asksWho && fields.who === '' ? { who: missing.who } : {}),
    ...(fields.first === '' ? { first: missing.first } : {}),
    ...(fields.last === '' ? { last: missing.last } : {}),
    ...(fields.isPart && fields.from === '' ? { from: missing.clock } : {}),
    ...(fields.isPart && fields.until === '' ? { until: missing.clock } : {}),
  }
  const span = spanOfAway(fields)
  if (span === null) return lacking
  if (Date.parse(span.ends) <= Date.parse(span.begins)) return { ...lacking, [fields.isPart && fields.first === fields.last ? 'until' : 'last']: missing.order }
  return Date.parse(span.ends) <= now ? { ...lacking, last: missing.past } : lacking
}
