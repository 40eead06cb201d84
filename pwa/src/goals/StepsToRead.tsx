import type { ComponentChildren } from 'preact'
import type { GoalStep } from '../shared/api-types'

type Props = { steps: readonly GoalStep[]; heading: ComponentChildren; done: string; open: string; more?: (step: GoalStep) => ComponentChildren }

/** Steps of a goal that is over, or of somebody else: to read, in words. */
export function StepsToRead({ steps, heading, done, open, more }: Props) {
  if (steps.length === 0) return null
  return (
    <section>
      {heading}
      <ul class="wm-goal-steps">
        {steps.map((step) => (
          <li key={step.id} class="wm-goal-steps__item wm-goal-words"><strong>{step.is_done ? done : open}:</strong> {step.words}{more?.(step)}</li>
        ))}
      </ul>
    </section>
  )
}
