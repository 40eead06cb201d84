import { api } from '../../shared/api'
import type { Goal, Goals, GoalStep, Id, MyActions, QuestionnaireAsk, SafetyPlan, TeamSharing } from '../../shared/api-types'

export { listMyRequests as readMyRequests, pollRequest, readMyTeam } from '../../step-up/api'

export const readMySharing = () => api.get<TeamSharing>('/api/sharing/team')

/** What a worker asks for, or what is usual, with how long it takes. */
export type Asked = Pick<QuestionnaireAsk, 'id' | 'instrument' | 'title' | 'asked_by' | 'due_on' | 'response_id'> & { minutes: number }
export type Usual = Pick<Asked, 'instrument' | 'title' | 'due_on' | 'minutes'>
export type Questions = { asks: Asked[]; usual: Usual | null }

/** What the person has set out to do. What could not be had is null: the page shows the rest. */
export type MyPlans = { mine: MyActions | null; questions: Questions | null; goals: Goal[] | null; safety: SafetyPlan | null }

export async function readMyPlans(recordId: Id): Promise<MyPlans> {
  const record = `/api/records/${recordId}`
  const [mine, questions, goals, safety] = await Promise.all([
    orNull(api.get<MyActions>('/api/my-actions')),
    orNull(api.get<Questions>(`${record}/questionnaires`)),
    orNull(api.get<Goals>(`${record}/goals`)),
    orNull(api.get<SafetyPlan>(`${record}/safety-plan`)),
  ])
  return { mine, questions, goals: goals?.goals ?? null, safety }
}

const orNull = <T>(answer: Promise<T>) => answer.catch(() => null)

/** The id is made once for each thing, so that trying again is harmless. */
export const markActionDone = (recordId: Id, actionId: Id, progressId: Id) =>
  api.put(`/api/records/${recordId}/actions/${actionId}/progress/${progressId}`, { status: 'done', words: '', conversation_id: null })

export const tickStep = (recordId: Id, goalId: Id, { id, words, position, version }: GoalStep) =>
  api.put(`/api/records/${recordId}/goals/${goalId}/steps/${id}`, { words, position, version, is_done: true, is_removed: false, action_id: null })
