/** Safety plans for tests. */
import type { PlanHeading, PlanItem, PlanSection, PlanSuggestion, SafetyPlan } from '../../shared/api-types'
import { alex } from '../../shared/testing/answers'
import { headings, sectionWords } from '../sections'

export const at = '2026-11-20T10:00:00Z'

export const item = (id: string, words: string, more: Partial<PlanItem> = {}): PlanItem =>
  ({ id, words, group: null, phone: null, may_text: false, note: '', has_helped: false, ...more })

export const section = (heading: PlanHeading, items: PlanItem[] = [], more: Partial<PlanSection> = {}): PlanSection => {
  const isWritten = items.length > 0
  return {
    heading, title: sectionWords[heading].title, version: isWritten ? 1 : 0, items, at: isWritten ? at : null, by: isWritten ? alex.name : null,
    with_name: null, audience: 'shared', ...more,
  }
}

export const suggestion = (id: string, heading: PlanHeading, words: string, more: Partial<PlanSuggestion> = {}): PlanSuggestion =>
  ({ id, heading, item: item(`item-of-${id}`, words), by: 'Asha Begum', at, is_mine: false, ...more })

/** A plan with these sections; the others are not written. */
export const planOf = (written: readonly PlanSection[] = [], more: Partial<SafetyPlan> = {}): SafetyPlan => ({
  record_id: alex.record_id ?? '', person_name: alex.name, is_mine: true, is_begun: written.some(({ version }) => version > 0), version: written.length,
  as_of: at, sections: headings.map((heading) => written.find((one) => one.heading === heading) ?? section(heading)),
  suggestions: [], photos: [], photo_bytes_left: 5_000_000, agreement: null, proposal: null, may_add: true, may_agree: true, ...more,
})
