/** What helped becomes part of the plan: the sections that change, and nothing else. */
import type { Id, PlanGroup, PlanHeading, PlanItem, SafetyPlan } from '../../shared/api-types'
import type { Save, SectionWritten } from '../api'
import { groupsOf, groupTitles, sectionWords } from '../sections'

/** Where something new can go: what she can do, where she can go, what is safer, what keeps her going. */
export type Target = `${PlanHeading}.${PlanGroup | ''}`
const targets: readonly PlanHeading[] = ['myself', 'distract', 'safer', 'going', 'next_time']
const notNew: readonly (PlanGroup | null)[] = ['hard', 'my_people', 'surroundings']

export const targetOptions: readonly { value: Target; label: string }[] = targets.flatMap((heading) =>
  groupsOf(heading).filter((group) => !notNew.includes(group)).map((group) => ({ value: `${heading}.${group ?? ''}` as const, label: labelOf(heading, group) })))

function labelOf(heading: PlanHeading, group: PlanGroup | null): string {
  return group === null || group === 'me' ? sectionWords[heading].title : `${sectionWords[heading].title}: ${groupTitles[group]}`
}

/** The marked things that are still in the plan, in its order. */
export const stillThere = (plan: SafetyPlan, marked: readonly Id[]): PlanItem[] =>
  plan.sections.flatMap(({ items }) => items.filter(({ id }) => marked.includes(id)))

export type New = { id: Id; words: string; target: Target }

/** @returns null when nothing would change */
export function saveOf(plan: SafetyPlan, chosen: readonly Id[], added: New | null): Save | null {
  const sections = plan.sections.flatMap(({ heading, items, version }): SectionWritten[] => {
    const marked = items.map((item) => (chosen.includes(item.id) ? { ...item, has_helped: true } : item))
    const next = added?.target.startsWith(`${heading}.`) === true ? [...marked, itemOf(added)] : marked
    const isSame = next.length === items.length && next.every(({ has_helped: now }, index) => now === items[index]?.has_helped)
    return isSame ? [] : [{ heading, items: next, version }]
  })
  return sections.length === 0 ? null : { sections, with_account_id: null, from_version: null, takes: [] }
}

function itemOf({ id, words, target }: New): PlanItem {
  const group = target.slice(target.indexOf('.') + 1)
  return { id, words: words.trim(), group: group === '' ? null : (group as PlanGroup), phone: null, may_text: false, note: '', has_helped: true }
}
