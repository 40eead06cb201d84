/** What a suggestion needs before it can be sent. */
import type { PlanGroup, PlanHeading } from '../../shared/api-types'
import type { Suggested } from './api'
import { words } from './words'

/** The sections that have halves, and which. */
const groups: Partial<Record<PlanHeading, readonly PlanGroup[]>> = {
  distract: ['people', 'places'],
  next_time: ['hard', 'me', 'my_people', 'surroundings'],
  distressed: ['do', 'dont'],
}
const withPhones: readonly PlanHeading[] = ['people', 'services']

export type Saying = { heading: PlanHeading | ''; group: PlanGroup | null; words: string; phone: string }
export const nothingSaid: Saying = { heading: '', group: null, words: '', phone: '' }

export const groupsOf = (heading: Saying['heading']): readonly PlanGroup[] => (heading === '' ? [] : groups[heading] ?? [])
export const hasPhone = (heading: Saying['heading']) => heading !== '' && withPhones.includes(heading)

export function problemsIn(said: Saying): { field: string; words: string }[] {
  return [
    ...(said.heading === '' ? [{ field: 'suggest-heading', words: words.headingMissing }] : []),
    ...(groupsOf(said.heading).length > 0 && said.group === null ? [{ field: 'suggest-group', words: words.groupMissing }] : []),
    ...(said.words.trim() === '' ? [{ field: 'suggest-words', words: words.missing }] : []),
  ]
}

export function suggestedIn(said: Saying & { heading: PlanHeading }): Suggested {
  const phone = hasPhone(said.heading) ? said.phone.trim() : ''
  return { heading: said.heading, item: { words: said.words.trim(), group: said.group, phone: phone === '' ? null : phone, may_text: false, note: '' } }
}
