/** What is done with the screens of her plan while she uses it. */
import type { PlanHeading, PlanItem, SafetyPlan } from '../../shared/api-types'
import type { Screen } from '../../shared/plan-to-read/screens'

export { canRing, itemsOn, screensOf, type Part, type Screen } from '../../shared/plan-to-read/screens'

/**
 * What is read aloud: her own words and nothing else, but for "please do" and "please don't", without which her words
 * would say the opposite.
 */
export function readingOf({ heading, parts, photos }: Screen): string[] {
  const said = parts.flatMap(({ title, items }) => [
    ...(heading === 'distressed' && title !== null ? [title] : []),
    ...items.flatMap((item) => [item.words, item.note]),
  ])
  return [...said, ...photos.map((photo) => photo.words)].filter((one) => one.trim() !== '')
}

/** Those of a section who can be rung or texted. */
export const withPhone = (plan: SafetyPlan, heading: PlanHeading): PlanItem[] =>
  plan.sections.filter((section) => section.heading === heading).flatMap(({ items }) => items.filter(({ phone }) => phone !== null))
