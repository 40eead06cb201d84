/** What the ladder editor asks of the service. */
import { api } from '../shared/api'
import type { Id, Ladder, LadderDraft, LadderPreview, Ladders, LadderUrgency } from '../shared/api-types'

export const readLadders = (teamId: Id) => api.get<Ladders>(`/api/teams/${teamId}/ladders`)

/** @param version as it was read; the service refuses when a colleague has written a newer one */
export const putLadder = (teamId: Id, urgency: LadderUrgency, version: number, draft: LadderDraft) =>
  api.put<Ladder>(`/api/teams/${teamId}/ladders/${urgency}`, { version, ...draft })

export const previewLadder = (teamId: Id, urgency: LadderUrgency, draft: LadderDraft) =>
  api.post<LadderPreview>(`/api/teams/${teamId}/ladders/preview`, { urgency, ...draft }, { isPolling: true })
