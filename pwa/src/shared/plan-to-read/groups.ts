/** The halves of a section of a plan. */
import type { PlanGroup, PlanHeading, PlanItem } from '../api-types'

const groups: Readonly<Partial<Record<PlanHeading, readonly PlanGroup[]>>> = {
  distract: ['people', 'places'],
  next_time: ['hard', 'me', 'my_people', 'surroundings'],
  distressed: ['do', 'dont'],
}

/** The halves of a section; one that has none is a single group without a name. */
export const groupsOf = (heading: PlanHeading): readonly (PlanGroup | null)[] => groups[heading] ?? [null]

/** Half by half as they are shown; what belongs to no half of this section stands in the first. */
export function itemsIn(heading: PlanHeading, group: PlanGroup | null, items: readonly PlanItem[]): PlanItem[] {
  const known = groupsOf(heading)
  return items.filter((item) => (known.includes(item.group) ? item.group : known[0]) === group)
}
