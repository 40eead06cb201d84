/** What the pages of the safety plan ask of the service. A save has an id made here: sending it again is harmless. */
import { api } from '../shared/api'
import type { Id, PlanAudience, PlanHeading, PlanItem, SafetyPlan } from '../shared/api-types'
import { keepFresh } from './keep-fresh'

export type PlanKnown = { plan: SafetyPlan; etag: string | null }

/** The first reading is somebody's act; what a page asks for by itself afterwards keeps nobody signed in and costs next to nothing. */
export async function readPlan(recordId: Id, known: PlanKnown | null = null): Promise<PlanKnown> {
  const answer = await api.getIfChanged<SafetyPlan>(`/api/records/${recordId}/safety-plan`, known?.etag ?? null, { isPolling: known !== null })
  if (answer.changed) return { plan: answer.value, etag: answer.etag }
  if (known === null) throw new Error('the service says unchanged to somebody who knows nothing')
  return known
}

/** A section as she wants it, and the version of it that she saw when she began. */
export type SectionWritten = { heading: PlanHeading; items: readonly PlanItem[]; version: number }
export type Save = {
  sections: readonly SectionWritten[]
  /** Who sits beside her. */
  with_account_id: Id | null
  /** The earlier version that is brought back with it. */
  from_version: number | null
  /** Suggestions by others that are in it now. */
  takes: readonly Id[]
}
/** Saves, and brings the copy on this phone up to date where she keeps one: that may fail, it is tried again at the next visit. */
export async function putSave(saveId: Id, save: Save): Promise<SafetyPlan> {
  const plan = await api.put<SafetyPlan>(`/api/my-plan/saves/${saveId}`, save)
  keepFresh()
  return plan
}

export const putAudience = (heading: PlanHeading, audience: PlanAudience) =>
  api.put<SafetyPlan>(`/api/my-plan/audiences/${heading}`, { audience })

export const declineSuggestion = (suggestionId: Id) => api.put<SafetyPlan>(`/api/my-plan/declined/${suggestionId}`, {})

export type Companion = { account_id: Id; name: string }
export const readCompanions = async () => (await api.get<{ people: Companion[] }>('/api/my-plan/companions')).people
