/** Saving a new goal with its first step: trying again after a lost answer changes nothing, or puts the newer words in. */
import { ApiError } from '../shared/api'
import type { Goal, Id } from '../shared/api-types'
import { putGoal, putStep, readGoals } from './api'
import { written, type Fields } from './GoalFields'

export type NewGoal = Fields & { id: Id; step: string; stepId: Id }

export async function saveNew(recordId: Id, given: NewGoal): Promise<Goal> {
  const goal = await putWords(recordId, given)
  const step = given.step.trim()
  if (step === '' || goal.steps.some(({ id }) => id === given.stepId)) return goal
  return await putStep(recordId, given.id, given.stepId, { words: step, position: 0, is_done: false, is_removed: false, action_id: null, version: 0 })
}

async function putWords(recordId: Id, given: NewGoal): Promise<Goal> {
  const goal = { ...written(given), is_new_goal: null }
  try {
    return await putGoal(recordId, given.id, { ...goal, version: 0 })
  } catch (error) {
    const isThere = error instanceof ApiError && (error.code === 'goals.changed' || error.code === 'http.id_taken')
    if (!isThere) throw error
    // An answer was lost on the way, and the words were changed since: these are the newer ones.
    const before = (await readGoals(recordId)).goals.find(({ id }) => id === given.id)
    if (before === undefined) throw error
    return await putGoal(recordId, given.id, { ...goal, version: before.version })
  }
}
