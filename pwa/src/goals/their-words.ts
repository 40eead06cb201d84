/** English copy of the goals of somebody else. What is hidden and what is empty read the same. */
import type { GoalStatus } from '../shared/api-types'

const standing: Partial<Record<GoalStatus, (name: string) => string>> = {
  suggested: (name) => `${name} has not taken it up yet.`,
  paused: () => 'Resting for now.',
  finished: () => 'Done.',
  let_go: () => 'Let go.',
  declined: () => 'Not taken up.',
}

export const words = {
  title: 'Goals',
  titleOf: (name: string) => `Goals of ${name}`,
  what: 'this page',
  back: 'Back',
  gone: 'There is nothing here for you.',
  none: 'Nothing is written down here.',
  unseen: (name: string) => `What you do not see here, ${name} has not written or not shared.`,
  seen: (name: string) => `${name} can see that you opened this page.`,

  standing: (status: GoalStatus, name: string) => standing[status]?.(name) ?? null,
  suggestedBy: (by: string) => `Suggested by ${by}.`,
  suggestedHeading: 'Suggested',
  pausedHeading: 'Resting',
  overSummary: 'Done or let go',
  why: (name: string) => `Why it matters to ${name}`,
  helper: 'Who helps',
  area: 'Part of life',
  target: 'By when',
  stepsTitle: 'Steps',
  stepDone: 'Done',
  stepOpen: 'Still to do',
  stepBy: (by: string) => `Added by ${by}.`,
  near: 'How near',
  outOf: (value: number) => `${value} out of 10`,

  addStep: 'Add a step',
  addStepLabel: 'What could be a step?',
  addStepHint: (name: string) => `${name} sees that it is from you, and can take it away.`,
  addStepSend: 'Add the step',

  score: 'Write down how near, together',
  scoreHint: (name: string) => `Only while you talk with ${name}. It is marked as written down by you, together.`,
  scoreLegend: (name: string) => `What does ${name} say?`,

  suggest: 'Suggest a goal',
  suggestHint: (name: string) => `It becomes a goal of ${name} only when ${name} takes it.`,
  suggestLabel: 'What would you suggest?',
  suggestWhy: 'Why do you think of it? (if you like)',
  suggestSend: 'Suggest it',
  suggested: (name: string) => `Suggested. We are telling ${name} now.`,
  missing: 'Write a few words first.',
  sending: 'Sending…',
  failed: 'send this',
  stillHere: 'Your words are still here.',
}
