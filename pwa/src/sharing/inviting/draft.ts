/** An invitation before it is made. It lives on its page alone: nothing of it is kept, and nothing is in an address. Pure. */
import type { Relation } from '../../shared/api-types'
import type { Asks } from '../AsksFields'
import { noChoice, type Choice } from '../terms'

export type How = 'here' | 'self' | 'message'
export type Draft = { name: string; relation: Relation | null; choice: Choice; asks: Asks; how: How | null; contact: string }
export type Step = 'private' | 'help' | 'who' | 'sections' | 'terms' | 'asks' | 'preview' | 'send'
type Counted = Exclude<Step, 'private' | 'help'>

/** What each step is given: what is there so far, how to change it, and the ways on and back. */
export type StepProps = {
  draft: Draft
  change: (some: Partial<Draft>) => void
  caption: string
  onNext: () => void
  onBack: () => void
}

export const noDraft: Draft = { name: '', relation: null, choice: noChoice, asks: { please_do: '', please_dont: '' }, how: null, contact: '' }

/** The steps after the private question; nothing is asked about terms while nothing is shared. */
export function stepsOf({ choice }: Draft): Counted[] {
  const isAnything = choice.sections.length > 0
  return ['who', 'sections', ...(isAnything ? ['terms' as const] : []), 'asks', 'preview', 'send']
}

export function after(step: Counted, draft: Draft): Step {
  const steps = stepsOf(draft)
  return steps[steps.indexOf(step) + 1] ?? step
}

export function before(step: Counted, draft: Draft): Step {
  const steps = stepsOf(draft)
  return steps[steps.indexOf(step) - 1] ?? 'private'
}

export function isBegun({ name, choice, asks, contact }: Draft): boolean {
  return [name, asks.please_do, asks.please_dont, contact].some((words) => words !== '') || choice.sections.length > 0
}
