/** Safety plans for tests, as the service would show them to somebody else: each test says only what matters to it. */
import type { PlanAgreement, PlanHeading, PlanItem, PlanSection, SafetyPlan } from '../api-types'

const at = '2026-11-20T10:00:00Z'

const titles: Record<PlanHeading, string> = {
  signs: 'How I know it is getting harder',
  triggers: 'What sets it off',
  myself: 'What I can do myself',
  distract: 'People and places that take my mind off it',
  people: 'People I can ask',
  services: 'Services I can ring',
  safer: 'Making things safer around me',
  going: 'What keeps me going',
  next_time: 'What was hard before, and what I would like to try next time',
  distressed: 'When I am very distressed: please do, please don’t',
}

export const planItem = (words: string, more: Partial<PlanItem> = {}): PlanItem =>
  ({ id: words, words, group: null, phone: null, may_text: false, note: '', has_helped: false, ...more })

/** All ten sections; those that are named have something in them. */
export function sectionsWith(written: Partial<Record<PlanHeading, PlanItem[]>>, more: Partial<PlanSection> = {}): PlanSection[] {
  return (Object.keys(titles) as PlanHeading[]).map((heading) => {
    const items = written[heading] ?? []
    const isWritten = items.length > 0
    return {
      heading, title: titles[heading], version: isWritten ? 1 : 0, items, at: isWritten ? at : null, by: isWritten ? 'Alex' : null,
      with_name: null, audience: null, ...(isWritten ? more : {}),
    }
  })
}

export const theirPlan = (written: Parameters<typeof sectionsWith>[0], more: Partial<SafetyPlan> = {}): SafetyPlan => ({
  record_id: 'r1', person_name: 'Alex', is_mine: false, is_begun: true, version: null, as_of: at, sections: sectionsWith(written),
  suggestions: [], photos: [], photo_bytes_left: null, agreement: null, proposal: null, may_add: false, may_agree: false, ...more,
})

export const agreement = (more: Partial<PlanAgreement> = {}): PlanAgreement => ({
  proposal_id: 'a1', review_on: '2027-02-20', person: { at, by: 'Alex' }, worker: { at, by: 'Asha Begum' }, is_agreed: true,
  changed_since: false, is_due: false, may_say_yes: false, ...more,
})
