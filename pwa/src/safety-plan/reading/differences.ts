/** What differs between two states of a section, item by item. */
import type { PlanHeading, PlanItem, PlanSection } from '../../shared/api-types'

export type Differences = {
  /** Only in the first. */
  before: PlanItem[]
  /** Only in the second. */
  after: PlanItem[]
  changed: { before: PlanItem; after: PlanItem }[]
  /** The same things, put in another order. */
  isMoved: boolean
}

export type SectionDifference = { heading: PlanHeading; title: string; before: PlanSection; after: PlanSection; differences: Differences }

const content = ({ words, group, phone, may_text: mayText, note, has_helped: hasHelped }: PlanItem): string =>
  JSON.stringify([words, group, phone, mayText, note, hasHelped])

/** Things are the same by their id; one that was written anew in the same words is no difference either. */
export function compareItems(before: readonly PlanItem[], after: readonly PlanItem[]): Differences {
  const pairs = pairUp(before, after)
  const paired = new Set(pairs.values())
  const found = before.flatMap((item) => {
    const other = pairs.get(item)
    return other === undefined || content(item) === content(other) ? [] : [{ before: item, after: other }]
  })
  return {
    before: before.filter((item) => !pairs.has(item)),
    after: after.filter((item) => !paired.has(item)),
    changed: found,
    isMoved: isMoved(before.flatMap((item) => pairs.get(item) ?? []), after),
  }
}

function pairUp(before: readonly PlanItem[], after: readonly PlanItem[]): Map<PlanItem, PlanItem> {
  const pairs = new Map<PlanItem, PlanItem>()
  const left = new Set(after)
  const pair = (item: PlanItem, other: PlanItem | undefined) => {
    if (other === undefined) return
    pairs.set(item, other)
    left.delete(other)
  }
  for (const item of before) pair(item, after.find(({ id }) => id === item.id))
  for (const item of before) if (!pairs.has(item)) pair(item, [...left].find((other) => content(other) === content(item)))
  return pairs
}

function isMoved(inOldOrder: readonly PlanItem[], after: readonly PlanItem[]): boolean {
  const places = inOldOrder.map((item) => after.indexOf(item))
  return places.some((place, index) => index > 0 && place < (places[index - 1] ?? 0))
}

const differs = ({ before, after, changed, isMoved: moved }: Differences): boolean => before.length + after.length + changed.length > 0 || moved

/** The sections that differ, in the order of the plan. */
export function compareSections(before: readonly PlanSection[], after: readonly PlanSection[]): SectionDifference[] {
  return before.flatMap((section) => {
    const other = after.find(({ heading }) => heading === section.heading)
    if (other === undefined) return []
    const differences = compareItems(section.items, other.items)
    return differs(differences) ? [{ heading: section.heading, title: section.title, before: section, after: other, differences }] : []
  })
}
