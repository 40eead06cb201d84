import { api } from '../../shared/api'
import type { MyTeamAnswer, StepUpRow } from '../../shared/api-types'

export const readMyTeam = () => api.get<MyTeamAnswer>('/api/my-team')

export async function readMyRequests(): Promise<StepUpRow[]> {
  const { step_ups } = await api.get<{ step_ups: StepUpRow[] }>('/api/step-ups')
  return step_ups
}
