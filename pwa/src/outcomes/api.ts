/** What this slice asks the service for: questionnaires, what was answered, what was asked for, and a team's figures. */
import { api, ApiError } from '../shared/api'
import type {
  Around, Id, Instrument, MySharing, Outcomes, QuestionnaireAsk, QuestionnaireResponse, ResponseSent, TeamFigures,
} from '../shared/api-types'
import type { Watch } from '../shared/use-watched'

export const readInstruments = async () => (await api.get<{ instruments: Instrument[] }>('/api/instruments')).instruments

export async function readInstrument(key: string): Promise<Instrument> {
  const found = (await readInstruments()).find((instrument) => instrument.key === key)
  if (found === undefined) throw new ApiError('http.not_found', 404, 'We do not know these questions.')
  return found
}

export const putResponse = (recordId: Id, responseId: Id, response: ResponseSent) =>
  api.put<QuestionnaireResponse>(`/api/records/${recordId}/responses/${responseId}`, response)

export const setPrivacy = (recordId: Id, responseId: Id, isPrivate: boolean) =>
  api.put<QuestionnaireResponse>(`/api/records/${recordId}/responses/${responseId}/privacy`, { is_private: isPrivate })

const outcomesPath = (recordId: Id, instrument: string) => `/api/records/${recordId}/outcomes?instrument=${encodeURIComponent(instrument)}`
const asksPath = (recordId: Id) => `/api/records/${recordId}/questionnaires`
const aroundPath = (recordId: Id) => `/api/records/${recordId}/around`

export const readOutcomes = (recordId: Id, instrument: string) => api.get<Outcomes>(outcomesPath(recordId, instrument))
export const readAsks = async (recordId: Id) => (await api.get<{ asks: QuestionnaireAsk[] }>(asksPath(recordId))).asks
export const readName = async (recordId: Id) => (await api.get<Around>(aroundPath(recordId))).preferred_name
export const readSharing = () => api.get<MySharing>('/api/sharing')

/** What somebody else may see of a person's answers now; `asks` is null for those who are not of the team. */
export type Theirs = { name: string; outcomes: Outcomes; asks: QuestionnaireAsk[] | null }

export async function watchTheirs(watch: Watch, recordId: Id, instrument: string, isWorker: boolean): Promise<Theirs> {
  const [{ preferred_name: name }, outcomes, asks] = await Promise.all([
    watch<Around>(aroundPath(recordId)),
    watch<Outcomes>(outcomesPath(recordId, instrument)),
    isWorker ? watch<{ asks: QuestionnaireAsk[] }>(asksPath(recordId)).then((found) => found.asks, noneIfRefused) : null,
  ])
  return { name, outcomes, asks }
}

function noneIfRefused(error: unknown): null {
  if (error instanceof ApiError) return null
  throw error
}

export type Asking = { instrument: string; due_on: string; words: string }
export const putAsk = (recordId: Id, askId: Id, asking: Asking) => api.put<QuestionnaireAsk>(`${asksPath(recordId)}/${askId}`, asking)
export const takeBackAsk = (recordId: Id, askId: Id) => api.delete(`${asksPath(recordId)}/${askId}`)

/** @param month `2026-11`; empty for the newest */
export const readFigures = (teamId: Id, month: string) =>
  api.get<TeamFigures>(`/api/teams/${teamId}/outcomes${month === '' ? '' : `?month=${month}`}`)
