/** A plan as a walk: which screens there are, in which order, and what stands on each. */
import type { PlanGroup, PlanHeading, PlanItem, PlanPhoto, SafetyPlan } from '../api-types'
import { groupsOf, itemsIn } from './groups'
import { walk } from './walk-words'
import { words } from './words'

export type Part = { group: PlanGroup | null; title: string | null; items: readonly PlanItem[] }
export type Screen = {
  heading: PlanHeading
  title: string
  lead: string
  parts: readonly Part[]
  photos: readonly PlanPhoto[]
  /** Signs and what sets it off are there to be seen, not to help. */
  canHelp: boolean
}

/** What was hard before is for a calmer day: in the middle of it, only what to try is shown. */
const leftOut: readonly (PlanGroup | null)[] = ['hard']
const onlyToSee: readonly PlanHeading[] = ['signs', 'triggers', 'distressed']

/** In the order of her plan; what is empty has no screen. */
export function screensOf(plan: SafetyPlan): Screen[] {
  return plan.sections.map((section) => screenOf(section, plan)).filter(({ parts, photos }) => parts.length > 0 || photos.length > 0)
}

function screenOf({ heading, title, items }: SafetyPlan['sections'][number], plan: SafetyPlan): Screen {
  const lead = walk.leads[heading]
  const parts = groupsOf(heading)
    .filter((group) => !leftOut.includes(group))
    .map((group) => ({ group, title: group === null ? null : words.groups[group], items: itemsIn(heading, group, items) }))
    .filter((part) => part.items.length > 0)
  return {
    heading, title: lead.title ?? title, lead: lead.lead, parts,
    photos: heading === 'going' ? plan.photos : [],
    canHelp: !onlyToSee.includes(heading),
  }
}

export const itemsOn = (screen: Screen): PlanItem[] => screen.parts.flatMap(({ items }) => items)

/** Where somebody can be rung, that is the one thing to do. */
export const canRing = (screen: Screen): boolean => itemsOn(screen).some(({ phone }) => phone !== null)
