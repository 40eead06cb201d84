/** What this slice asks the service for: who waits to be let in, and whose NHS number it is. */
import { api } from '../shared/api'
import type { Arrival, Id, IdentityQuestion, Me, NhsNumberShown, WaitingView, WorkerTeam } from '../shared/api-types'

/** Asked by the page itself over and over: it keeps nobody signed in. */
export const readWaiting = () => api.get<WaitingView>('/api/waiting', { isPolling: true })

/** Asked anew: somebody may have been let in. */
export const readMe = () => api.get<Me>('/api/me', { isPolling: true })

/** Those about whom nobody has decided yet. */
export const readArrivals = async () =>
  (await api.get<{ arrivals: Arrival[] }>('/api/arrivals')).arrivals.filter(({ decision }) => decision === null)

export type IdentityCheck = 'known_to_me' | 'saw_document'
export type ArrivalDecision =
  | { decision: 'confirm'; identity_check: IdentityCheck; key_worker_id: Id }
  | { decision: 'refuse' }
export const decideArrival = (id: Id, decision: ArrivalDecision) => api.put(`/api/arrivals/${id}/decision`, decision)

export const readQuestions = async () => (await api.get<{ questions: IdentityQuestion[] }>('/api/identity-questions')).questions

export const settleQuestion = (id: Id) => api.put(`/api/identity-questions/${id}/done`, {})

/** The teams one is in, with those who can be key worker. */
export const readTeams = async () => (await api.get<{ teams: WorkerTeam[] }>('/api/teams')).teams

export const readNhsNumber = (recordId: Id) => api.get<NhsNumberShown>(`/api/records/${recordId}/nhs-number`)

export const setNhsNumber = (recordId: Id, nhsNumber: string) =>
  api.put<NhsNumberShown>(`/api/records/${recordId}/nhs-number`, { nhs_number: nhsNumber })
