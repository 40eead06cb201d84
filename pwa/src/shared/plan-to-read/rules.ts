/** What of a plan there is to show, and in which order, when somebody else reads it. */
import type { PlanGroup, PlanItem, PlanPhoto, PlanSection, PleaseDo } from '../api-types'

/** The halves of a section in their order; what stands in none of them comes last. */
const groupOrder: readonly (PlanGroup | null)[] = ['people', 'places', 'hard', 'me', 'my_people', 'surroundings', 'do', 'dont', null]

/** Only what has something in it: an empty heading would tell what is kept back from what is not written. */
export function writtenSections(sections: readonly PlanSection[], photos: readonly PlanPhoto[]): PlanSection[] {
  return sections.filter(({ heading, items }) => items.length > 0 || (heading === 'going' && photos.length > 0))
}

export function byGroup(items: readonly PlanItem[]): { group: PlanGroup | null; items: PlanItem[] }[] {
  return groupOrder
    .map((group) => ({ group, items: items.filter((item) => item.group === group) }))
    .filter((found) => found.items.length > 0)
}

/** What to do and not to do, out of the whole plan. */
export function pleaseIn(sections: readonly PlanSection[]): PleaseDo {
  const section = sections.find(({ heading }) => heading === 'distressed')
  const wordsOf = (group: PlanGroup) => (section?.items ?? []).filter((item) => item.group === group).map(({ words }) => words)
  return { do: wordsOf('do'), dont: wordsOf('dont'), at: section?.at ?? null }
}
