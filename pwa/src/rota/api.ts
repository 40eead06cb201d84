/** What the rota's pages ask the service for. Each act has an id made here: sending it again is harmless. */
import { api } from '../shared/api'
import type {
  Absence, Clock, Day, Desk, HoursSpan, Id, Instant, MyShifts, OtherDay, Rotation, RotationContent, Rotations, RotaWeek, TeamHours,
} from '../shared/api-types'

const team = (teamId: Id) => `/api/teams/${teamId}`

export const readWeek = (teamId: Id, from: Day, days = 7) => api.get<RotaWeek>(`${team(teamId)}/rota?from=${from}&days=${days}`)

export const readRotations = (teamId: Id) => api.get<Rotations>(`${team(teamId)}/rotations`)

/** `made_at` as it was read, or null for a new one: a colleague's change meanwhile is not written over. */
export const putRotation = (teamId: Id, id: Id, rotation: RotationContent & { made_at: Instant | null }) =>
  api.put<Rotation>(`${team(teamId)}/rotations/${id}`, rotation)

export type OverrideWritten = { desk: Desk; account_id: Id; instead_of: Id | null; from_at: Instant; until_at: Instant }
export const putOverride = (teamId: Id, id: Id, override: OverrideWritten) => api.put(`${team(teamId)}/overrides/${id}`, override)
export const takeBackOverride = (teamId: Id, id: Id) => api.delete(`${team(teamId)}/overrides/${id}`)

export const readHours = (teamId: Id) => api.get<TeamHours>(`${team(teamId)}/hours`)
export const putHours = (teamId: Id, hours: { spans: HoursSpan[]; keeps_bank_holidays: boolean }) =>
  api.put<TeamHours>(`${team(teamId)}/hours`, hours)
export const putDay = (teamId: Id, on: Day, day: { spans: { opens: Clock; closes: Clock }[]; words: string }) =>
  api.put<OtherDay>(`${team(teamId)}/days/${on}`, day)
export const forgetDay = (teamId: Id, on: Day) => api.delete(`${team(teamId)}/days/${on}`)

export const readMyShifts = () => api.get<MyShifts>('/api/my-shifts')
export type AwayWritten = { from_at: Instant; until_at: Instant; cover_account_id: Id | null }
export const putMyAway = (id: Id, away: AwayWritten) => api.put(`/api/my-away/${id}`, away)
export const takeBackMyAway = (id: Id) => api.delete(`/api/my-away/${id}`)

export const readAway = async (teamId: Id) => (await api.get<{ away: Absence[] }>(`${team(teamId)}/away`)).away
export const putAway = (teamId: Id, id: Id, away: AwayWritten & { account_id: Id }) => api.put(`${team(teamId)}/away/${id}`, away)
export const takeBackAway = (teamId: Id, id: Id) => api.delete(`${team(teamId)}/away/${id}`)

export type SwapWritten = { team_id: Id; desk: Desk; from_at: Instant; until_at: Instant; to_account_id: Id }
export const putSwap = (id: Id, swap: SwapWritten) => api.put(`/api/swaps/${id}`, swap)
export const answerSwap = (id: Id, answer: 'yes' | 'no') => api.put(`/api/swaps/${id}/answer`, { answer })
export const takeBackSwap = (id: Id) => api.delete(`/api/swaps/${id}`)
