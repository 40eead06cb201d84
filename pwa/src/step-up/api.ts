/** What the pages ask of the service. Everything that is sent carries an id made here, so that a retry is harmless. */
import { api, type Changed, type Unchanged } from '../shared/api'
import type {
  Afterwards, ClosingReason, Contact, ContactMechanism, Device, Id, Instant, MyLadder, MyTeamAnswer, PleaseDo, PromiseHow, Requests, StepUpAsked,
  StepUpRow, StepUpView, WorkerTeam,
} from '../shared/api-types'
import { numberFrom } from './rules'

export type Answer = { by_at: Instant; how: PromiseHow; words: string }
export type ContactMade = { mechanism: ContactMechanism; spoke_at: Instant; words: string }
export type Closing = { reason: ClosingReason; words: string }
export type Transfer = { to_account_id: Id; words: string }
export type WhatSheSays = Pick<Afterwards, 'got_what_i_needed' | 'would_use_again' | 'words'>
export type Words = { words: string }

const addressOf = (id: Id) => `/api/step-ups/${id}`
const act = (id: Id, kind: string, actId: Id, body: unknown) => api.put<StepUpView>(`${addressOf(id)}/${kind}/${actId}`, body)

export const requestStepUp = (id: Id, asked: StepUpAsked) => api.put<StepUpView>(addressOf(id), asked)
export const readRequest = (id: Id) => api.get<StepUpView>(addressOf(id))
export const listMyRequests = async () => (await api.get<{ step_ups: StepUpRow[] }>('/api/step-ups')).step_ups

// The first reading is somebody's act; what the page asks for by itself afterwards must not keep anybody signed in.
const asPolling = (etag: string | null) => ({ isPolling: etag !== null })

export function pollRequest(id: Id, etag: string | null): Promise<Changed<StepUpView> | Unchanged> {
  return api.getIfChanged<StepUpView>(addressOf(id), etag, asPolling(etag))
}

export function pollPlease(recordId: Id, etag: string | null): Promise<Changed<PleaseDo> | Unchanged> {
  return api.getIfChanged<PleaseDo>(`/api/records/${recordId}/safety-plan/please`, etag, asPolling(etag))
}

export function pollRequests(etag: string | null): Promise<Changed<Requests> | Unchanged> {
  return api.getIfChanged<Requests>('/api/requests', etag, asPolling(etag))
}

export const addNote = (id: Id, actId: Id, body: Words) => act(id, 'notes', actId, body)
export const withdrawStepUp = (id: Id, actId: Id, body: Words) => act(id, 'withdrawals', actId, body)
export const reopenStepUp = (id: Id, actId: Id, body: Words) => act(id, 'reopenings', actId, body)
export const sayAfterwards = (id: Id, actId: Id, body: WhatSheSays) => act(id, 'afterwards', actId, body)
export const acknowledgeStepUp = (id: Id, actId: Id, body: Answer) => act(id, 'acknowledgements', actId, body)
export const recordContact = (id: Id, actId: Id, body: ContactMade) => act(id, 'contacts', actId, body)
export const agreePlan = (id: Id, actId: Id, body: Words) => act(id, 'plans', actId, body)
export const closeStepUp = (id: Id, actId: Id, body: Closing) => act(id, 'closings', actId, body)
export const transferStepUp = (id: Id, actId: Id, body: Transfer) => act(id, 'transfers', actId, body)

export const readMyLadder = () => api.get<MyLadder>('/api/my-ladder')
export const readMyTeam = () => api.get<MyTeamAnswer>('/api/my-team')
export const listTeams = async () => (await api.get<{ teams: WorkerTeam[] }>('/api/teams')).teams
export const listMyContacts = async () => (await api.get<{ contacts: Contact[] }>('/api/contacts')).contacts
export const listMyDevices = async () => (await api.get<{ devices: Device[] }>('/api/devices')).devices

/** The number she gave last, or one of her own that the service shows whole; null when it knows none. Never fails. */
export async function suggestNumber(): Promise<string | null> {
  try {
    return numberFrom(await listMyContacts()) ?? (await lastNumber())
  } catch {
    return null
  }
}

async function lastNumber(): Promise<string | null> {
  const [newest] = await listMyRequests()
  return newest === undefined ? null : (await readRequest(newest.id)).reach_on
}

/** How many messages from carers nobody has read yet. Opens nobody's words. */
export const countCarersMessages = async () => (await api.get<{ unread: number }>('/api/team-messages/unread')).unread
