/** Everything that a copy holds, from the service. */
import { api } from '../../api'
import type { Id, MyTeamAnswer, SafetyPlan } from '../../api-types'
import type { TeamPhone } from './types'

export type Gathered = { plan: SafetyPlan; teamPhone: TeamPhone | null }

/** @throws ApiError, NotReached */
export async function gather(recordId: Id): Promise<Gathered> {
  const [plan, teamPhone] = await Promise.all([api.get<SafetyPlan>(`/api/records/${recordId}/safety-plan`), readTeamPhone()])
  return { plan, teamPhone }
}

/** Those that are not here yet. One that does not come is left out: the words matter more. */
export async function gatherPhotos(recordId: Id, ids: readonly Id[]): Promise<Record<Id, Blob>> {
  const found = await Promise.all(ids.map(async (id) => {
    const photo = await api.file(`/api/records/${recordId}/safety-plan/photos/${id}`).catch(() => null)
    return photo === null ? [] : [[id, photo] as const]
  }))
  return Object.fromEntries(found.flat())
}

// A plan without the team's number is better than no plan.
async function readTeamPhone(): Promise<TeamPhone | null> {
  const answer = await api.get<MyTeamAnswer>('/api/my-team').catch(() => null)
  const phone = answer?.team.phone ?? null
  return answer === null || phone === null ? null : { name: answer.team.name, phone }
}
