/** What this slice asks the service for: the teams of a worker, and the people they look after. */
import { api } from '../shared/api'
import type { Arrival, Caseload, DueCount, Id, LetGo, NamedAccount, WorkerTeam } from '../shared/api-types'

export const readTeams = async () => (await api.get<{ teams: WorkerTeam[] }>('/api/teams')).teams

/** Each of these people sees in their own list that this one was read: ask when it is opened, not more often. */
export const readCaseload = async () => (await api.get<Caseload>('/api/caseload')).people

/** Names the key worker. There is always exactly one, so saying the same again is harmless. */
export const setKeyWorker = (recordId: Id, accountId: Id) =>
  api.put<NamedAccount>(`/api/records/${recordId}/key-worker`, { account_id: accountId })

/** How much waits for a lead to look into. Opens nobody's words. */
export const readDue = () => api.get<DueCount>('/api/emergency/reviews/due')

/** Names who looks after carers in a team, or nobody. For its leads. */
export const setCarerChampion = (teamId: Id, accountId: Id | null) =>
  api.put(`/api/teams/${teamId}/carer-champion`, { account_id: accountId })

/** Colleagues who no longer get in, and how much is still theirs. For leads of the team. */
export const readLetGo = async (teamId: Id) => (await api.get<{ let_go: LetGo[] }>(`/api/teams/${teamId}/let-go`)).let_go

/** How many have answered an invitation and wait for one of us to say that it is them. */
export const countArrivals = async () =>
  (await api.get<{ arrivals: Pick<Arrival, 'decision'>[] }>('/api/arrivals')).arrivals.filter(({ decision }) => decision === null).length
