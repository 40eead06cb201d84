/** What a suggestion needs before it can be sent. */
import type { PlanGroup, PlanHeading } from '../../shared/api-types'
import { groupsOf, hasPhones } from '../sections'
import type { Suggested } from './api'
import { words } from './words'

export type Saying = { heading: PlanHeading | ''; group: PlanGroup | null; words: string; phone: string }
export const nothingSaid: Saying = { heading: '', group: null, words: '', phone: '' }

/** The halves to choose from; none for a section that has none. */
export const halvesOf = (heading: Saying['heading']): PlanGroup[] => (heading === '' ? [] : groupsOf(heading).filter((group) => group !== null))
export const takesPhone = (heading: Saying['heading']) => heading !== '' && hasPhones(heading)

export function problemsIn(said: Saying): { field: string; words: string }[] {
  return [
    ...(said.heading === '' ? [{ field: 'suggest-heading', words: words.headingMissing }] : []),
    ...(halvesOf(said.heading).length > 0 && said.group === null ? [{ field: 'suggest-group', words: words.groupMissing }] : []),
    ...(said.words.trim() === '' ? [{ field: 'suggest-words', words: words.missing }] : []),
  ]
}

export function suggestedIn(said: Saying & { heading: PlanHeading }): Suggested {
  const phone = takesPhone(said.heading) ? said.phone.trim() : ''
  return { heading: said.heading, item: { words: said.words.trim(), group: said.group, phone: phone === '' ? null : phone, may_text: false, note: '' } }
}
