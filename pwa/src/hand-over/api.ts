/** What the hand-over asks of the service. The act has an id made here: sending it again is harmless. */
import { api } from '../shared/api'
import type { HandOverDone, Holdings, Id } from '../shared/api-types'

export const readHoldings = (teamId: Id, accountId: Id) => api.get<Holdings>(`/api/teams/${teamId}/members/${accountId}/hand-over`)

export type HandOverAsked = {
  account_id: Id
  leaves: boolean
  to: { all: Id | null; people: Record<Id, Id>; requests: Record<Id, Id>; places: Record<Id, Id | null> }
}
export const putHandOver = (teamId: Id, id: Id, asked: HandOverAsked) => api.put<HandOverDone>(`/api/teams/${teamId}/hand-overs/${id}`, asked)
