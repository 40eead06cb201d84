/** What access in an emergency asks the service for. */
import { api, ApiError } from '../../shared/api'
import type { Emergency, FoundPerson, Id, Instant, Outcome, ReportRow, ReviewRow, SafetyPlan } from '../../shared/api-types'

export type Opening = { record_id: Id; reason: string; team_id: Id; telling_is_risky: boolean; understood: true }
export type AboutThem = {
  sections: { heading: string; title: string; words: string }[]
  contacts: { id: Id; name: string; relation: string; phone: string | null; note: string | null }[]
}
export type TheirRequest = {
  id: Id
  state: string
  asked_at: Instant
  words: string
  promise: { by: string; by_at: Instant } | null
  nobody_has_answered: boolean
  closed_at: Instant | null
}

export const lookUp = async (contact: string, name: string) =>
  (await api.post<{ people: FoundPerson[] }>('/api/emergency/look-up', { contact: contact || null, name: name || null })).people

export const readLive = async () =>
  (await api.get<{ emergencies: Emergency[] }>('/api/emergency', { isPolling: true })).emergencies

/** @param id made by this device, so that trying again opens nothing twice */
export const openEmergency = (id: Id, opening: Opening) => api.put<Emergency>(`/api/emergency/${id}`, opening)

export const endEmergency = (id: Id) => api.post(`/api/emergency/${id}/end`)

export const readAbout = (record: Id) =>
  orNothing(api.get<AboutThem>(`/api/records/${record}/about-me`, { isPolling: true }), { sections: [], contacts: [] })

/** What is shared with anybody of it; null for nothing at all. */
export const readPlan = (record: Id) => orNothing<SafetyPlan | null>(api.get<SafetyPlan>(`/api/records/${record}/safety-plan`, { isPolling: true }), null)

export const readRequests = async (record: Id) =>
  (await orNothing(api.get<{ step_ups: TheirRequest[] }>(`/api/records/${record}/step-ups`, { isPolling: true }), { step_ups: [] })).step_ups

export const readReviews = async () => (await api.get<{ reviews: ReviewRow[] }>('/api/emergency/reviews')).reviews

export const holdBack = (id: Id, until: Instant, reason: string) =>
  api.post<ReviewRow>(`/api/emergency/${id}/hold`, { until, reason })

export const sendReview = (id: Id, outcome: Outcome, words: string) =>
  api.post<ReviewRow>(`/api/emergency/${id}/review`, { outcome, words })

export const readReports = async () => (await api.get<{ reports: ReportRow[] }>('/api/access-reports')).reports

export const answerReport = (id: Id, words: string) => api.post<ReportRow>(`/api/access-reports/${id}/answered`, { words })

/** What is not there and what may not be seen look the same. */
async function orNothing<T>(asked: Promise<T>, nothing: T): Promise<T> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return nothing
    throw error
  }
}
