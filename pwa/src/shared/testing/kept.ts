/** A plan as a phone keeps it, for tests. */
import type { PlanHeading, PlanItem, PlanSection, SafetyPlan } from '../api-types'
import type { KeptPlan } from '../device/kept/types'

const item = (words: string, more: Partial<PlanItem> = {}): PlanItem => (
  { id: words, words, group: null, phone: null, may_text: false, note: '', has_helped: false, ...more }
)

function section(heading: PlanHeading, title: string, ...items: PlanItem[]): PlanSection {
  return { heading, title, items, version: 1, at: '2026-11-20T09:00:00Z', by: 'Alex Morgan', with_name: null, audience: 'shared' }
}

export const planToKeep: SafetyPlan = {
  record_id: '0190a000-0000-7000-8000-0000000000a1',
  person_name: 'Alex Morgan',
  is_mine: true,
  is_begun: true,
  version: 3,
  as_of: '2026-11-22T10:02:00Z',
  sections: [
    section('signs', 'How I know it is getting harder'),
    section('myself', 'What I can do myself', item('Walk by the canal'), item('<img src=x onerror=alert(1)></script>')),
    section('people', 'People I can ask', item('Sam', { phone: '07700 900123', may_text: true, note: 'Late is fine' })),
    section('going', 'What keeps me going', item('Our dog')),
  ],
  suggestions: [],
  photos: [{ id: 'photo-1', words: 'Our dog', width: 1600, height: 1200, bytes: 5, is_private: true, at: '2026-11-20T09:00:00Z' }],
  photo_bytes_left: 5_000_000,
  agreement: null,
  proposal: null,
  may_add: true,
  may_agree: false,
}

export const keptPlan: KeptPlan = { plan: planToKeep, photos: {}, teamPhone: { name: 'Riverside', phone: '01632 960101' }, asOf: planToKeep.as_of }
