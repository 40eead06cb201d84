import type { StepUpView } from '../shared/api-types'
import { At } from './At'
import { firstName, progressOf, type Step } from './rules'
import { words } from './words'

/** How far a request has come, in plain words: sent, reached, seen, answered. */
export function Progress({ view }: { view: StepUpView }) {
  return (
    <ol class="wm-steps" aria-label={words.steps.label}>
      {progressOf(view).map((step) => (
        <li key={`${step.kind} ${step.name ?? ''}`} class="wm-steps__step">
          <span>{sayStep(step)}</span> <At at={step.at} />
        </li>
      ))}
    </ol>
  )
}

function sayStep(step: Step): string {
  return step.name === null ? words.steps[step.kind] : words.steps[step.kind](firstName(step.name))
}
