/** What the pages about goals ask of the service. Each act has an id made here: sending it again is harmless. */
import { api } from '../shared/api'
import type { Action, Around, Goal, Goals, GoalStatus, Id, MyActions, ScoredHow } from '../shared/api-types'
import type { Watch } from '../shared/use-watched'

const at = (recordId: Id, goalId: Id) => `/api/records/${recordId}/goals/${goalId}`

export const readGoals = (recordId: Id) => api.get<Goals>(`/api/records/${recordId}/goals`)

/** What the person has agreed to do herself; what cannot be had is left out, as nothing here depends on it. */
export async function readAgreed(): Promise<Action[]> {
  const { actions } = await api.get<MyActions>('/api/my-actions').catch(() => ({ actions: [] }))
  return actions.filter(({ owner, status }) => owner === 'person' && status !== 'done' && status !== 'let_go')
}

/** The goals of somebody else, as far as they share them now, and what they are called. */
export type Theirs = { name: string; goals: Goals }

export async function watchGoals(watch: Watch, recordId: Id): Promise<Theirs> {
  const [around, goals] = await Promise.all([
    watch<Around>(`/api/records/${recordId}/around`),
    watch<Goals>(`/api/records/${recordId}/goals`),
  ])
  return { name: around.preferred_name, goals }
}

export type GoalWritten = Pick<Goal, 'words' | 'why' | 'area' | 'helper' | 'target_on' | 'is_private' | 'version'> & {
  /** Whether other words mean another goal; null while nobody has said so. */
  is_new_goal: boolean | null
}
export const putGoal = (recordId: Id, goalId: Id, written: GoalWritten) => api.put<Goal>(at(recordId, goalId), written)

export type StepWritten = { words: string; position: number; is_done: boolean; is_removed: boolean; action_id: Id | null; version: number }
export const putStep = (recordId: Id, goalId: Id, stepId: Id, step: StepWritten) =>
  api.put<Goal>(`${at(recordId, goalId)}/steps/${stepId}`, step)

export const putStatus = (recordId: Id, goalId: Id, eventId: Id, event: { to: GoalStatus; words: string }) =>
  api.put<Goal>(`${at(recordId, goalId)}/status/${eventId}`, event)

export const setPrivacy = (recordId: Id, goalId: Id, isPrivate: boolean) =>
  api.put<Goal>(`${at(recordId, goalId)}/privacy`, { is_private: isPrivate })

export const setTracking = (recordId: Id, goalId: Id, isTracked: boolean) =>
  api.put<Goal>(`${at(recordId, goalId)}/tracking`, { is_tracked: isTracked })

export const putScore = (recordId: Id, goalId: Id, scoreId: Id, score: { value: number; answered_at: string; how: ScoredHow }) =>
  api.put<Goal>(`${at(recordId, goalId)}/scores/${scoreId}`, score)
