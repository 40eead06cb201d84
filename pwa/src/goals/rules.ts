/** Rules of goals, from what the service answered. Pure. */
import type { Goal, GoalScore, GoalStatus, GoalStep } from '../shared/api-types'

/** At most so many goals are followed from 0 to 10. */
export const mostFollowed = 3

/** Longer words than these are shown below the heading instead of in it. */
const longHeading = 90

export const fitsHeading = (words: string) => words.length <= longHeading && !words.includes('\n')

export const withStatus = (goals: readonly Goal[], ...statuses: readonly GoalStatus[]) => goals.filter(({ status }) => statuses.includes(status))

/** The answer with one goal as a write has brought it. */
export function withGoal<T extends { goals: Goal[] }>(all: T, goal: Goal): T {
  return { ...all, goals: all.goals.map((one) => (one.id === goal.id ? goal : one)) }
}

export const inOrder = (steps: readonly GoalStep[]) => [...steps].sort((a, b) => a.position - b.position || a.at.localeCompare(b.at))

/** After the last one. */
export const nextPosition = (steps: readonly GoalStep[]) => Math.max(-1, ...steps.map(({ position }) => position)) + 1

export type Placed = { step: GoalStep; position: number }

/** What has to be written down when a step goes up (-1) or down (1) by one. Equal places are put right on the way. */
export function moved(steps: readonly GoalStep[], id: string, by: -1 | 1): Placed[] {
  const order = inOrder(steps)
  const from = order.findIndex((step) => step.id === id)
  const step = order[from]
  const other = order[from + by]
  if (step === undefined || other === undefined) return []
  order[from] = other
  order[from + by] = step
  return order.map((each, position) => ({ step: each, position })).filter(({ step: each, position }) => each.position !== position)
}

const byTime = (a: GoalScore, b: GoalScore) => a.answered_at.localeCompare(b.answered_at)

/** The answers about the goal as it is now, oldest first. */
export const scoresNow = ({ scores, baseline }: Pick<Goal, 'scores' | 'baseline'>) => scores.filter((score) => score.baseline === baseline).sort(byTime)

/** The answers about what the goal was before it became another one, newest first. */
export const scoresBefore = ({ scores, baseline }: Pick<Goal, 'scores' | 'baseline'>) => scores.filter((score) => score.baseline !== baseline).sort(byTime).reverse()

/** Other words of a goal that has answers: only the person knows whether it is still the same. */
export function mustSaySame(goal: Goal, words: string): boolean {
  return words.trim() !== goal.words && scoresNow(goal).length > 0
}

export const countFollowed = (goals: readonly Goal[]) => goals.filter(({ tracked }) => tracked !== null).length

export type Point = { x: number; y: number }

/** Where the answers stand on a small chart of that size, 10 at the top; evenly spaced. */
export function pointsOf(values: readonly number[], width: number, height: number): Point[] {
  const last = Math.max(1, values.length - 1)
  return values.map((value, place) => ({ x: (place / last) * width, y: height - (value / 10) * height }))
}
