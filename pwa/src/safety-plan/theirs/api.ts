/** What the page of somebody else's plan asks of the service. Each act has an id made here: sending it again is harmless. */
import { api } from '../../shared/api'
import type { Id, PlanGroup, PlanHeading, PlanSuggestion, SafetyPlan } from '../../shared/api-types'
import type { Watch } from '../../shared/use-watched'

const at = (recordId: Id) => `/api/records/${recordId}/safety-plan`

export const watchPlan = (watch: Watch, recordId: Id) => watch<SafetyPlan>(at(recordId))

export type Suggested = {
  heading: PlanHeading
  item: { words: string; group: PlanGroup | null; phone: string | null; may_text: boolean; note: string }
}
export const putSuggestion = (recordId: Id, id: Id, suggested: Suggested) =>
  api.put<PlanSuggestion>(`${at(recordId)}/suggestions/${id}`, suggested)

/** A yes to the plan as it stands: to a proposal, or, when both ids are one, a proposal of one's own. */
export const putAgreement = (recordId: Id, id: Id, yes: { proposal_id: Id; review_on: string }) =>
  api.put<SafetyPlan>(`${at(recordId)}/agreements/${id}`, yes)

export const readPlanFile = (recordId: Id) => api.file(`${at(recordId)}/pdf?paper=sheet`)
