/** Which words a refusal gets, and what can be done then. */
import { ApiError, NotReached } from '../shared/api'
import { isStaffs } from '../shared/providers'
import type { Asked } from '../shared/to-provider'
import { endings, words, type Ending, type NextStep } from './back-words'

/** The words for what went wrong; those of the service where this page knows no better. */
export function endingOf(error: unknown, asked: Asked | null): Ending {
  const name = asked?.provider.name ?? words.somebody
  const key = keyOf(error)
  const known = (isStaffs(asked?.provider.key) ? endings[`${key}_staff`] : undefined) ?? endings[key]
  const ending = known?.(name) ?? { title: words.unclear, body: [sayOf(error)], steps: ['again', 'other'] as const }
  return { ...ending, steps: ending.steps.flatMap((step) => stepsFor(step, asked)) }
}

function keyOf(error: unknown): string {
  if (error instanceof NotReached) return 'not_reached'
  if (!(error instanceof ApiError)) return ''
  if (error.status === 429) return 'limited'
  return error.code.split('.').at(-1) ?? ''
}

function sayOf(error: unknown): string {
  return error instanceof ApiError ? error.detail : (endings.refused?.('').body[0] ?? '')
}

/** What was asked for with an invitation cannot be begun anew without it; what nobody remembers cannot at all. */
function stepsFor(step: NextStep, asked: Asked | null): NextStep[] {
  if (step !== 'again' && step !== 'proof' && step !== 'lower') return [step]
  if (asked === null) return []
  if (asked.purpose === 'join' || asked.purpose === 'trusted') return step === 'again' ? ['join'] : []
  if (step === 'lower') return (asked.purpose === 'sign_in' || asked.purpose === 'confirm') && asked.lower !== true && !isStaffs(asked.provider.key) ? ['lower'] : []
  return [step]
}
