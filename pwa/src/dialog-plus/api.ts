/** What this slice asks the service for: what is being worked on, conversations, agreements, plans. */
import { api } from '../shared/api'
import type { Action, ActionOwner, ActionStatus, AgreedHow, Around, Conversation, Id, Place, Prompt, Side, TeamSharing, TypedFor, WorkingOn } from '../shared/api-types'
import { newId } from '../shared/ids'
import type { Watch } from '../shared/use-watched'

const of = (recordId: Id) => `/api/records/${recordId}`

const made = new Map<string, Id>()
/** The id under which this is sent: the same for the same content, so that trying again changes nothing. */
function idFor(...content: unknown[]): Id {
  const key = JSON.stringify(content)
  const id = made.get(key) ?? newId()
  made.set(key, id)
  return id
}

export const readWorkingOn = (recordId: Id) => api.get<WorkingOn>(`${of(recordId)}/working-on`)

/** What somebody else may see of it now, and by what name the person is called. */
export type Theirs = { name: string; all: WorkingOn }
export async function watchWorkingOn(watch: Watch, recordId: Id): Promise<Theirs> {
  const [around, all] = await Promise.all([watch<Around>(`${of(recordId)}/around`), watch<WorkingOn>(`${of(recordId)}/working-on`)])
  return { name: around.preferred_name, all }
}

export const readTeamSharing = () => api.get<TeamSharing>('/api/sharing/team')

/** Begins a conversation; without a response the service takes the newest answers that both may see. */
export const begin = (recordId: Id, id: Id, together: boolean) => api.put<Conversation>(`${of(recordId)}/conversations/${id}`, { together, response_id: null })

export const pollConversation = (recordId: Id, id: Id, etag: string | null, isPolling: boolean) =>
  api.getIfChanged<Conversation>(`${of(recordId)}/conversations/${id}`, etag, { isPolling })

export const goTo = (recordId: Id, id: Id, place: Place) => api.put<Conversation>(`${of(recordId)}/conversations/${id}/place`, place)

export const chooseAreas = (recordId: Id, id: Id, areas: readonly string[], version: number) =>
  api.put<Conversation>(`${of(recordId)}/conversations/${id}/choices/${idFor(id, areas, version)}`, { areas, version })

export type NoteWritten = { area: string; prompt: Prompt; words: string; version: number; typed_for: TypedFor }
export const writeNote = (recordId: Id, id: Id, note: NoteWritten) =>
  api.put<Conversation>(`${of(recordId)}/conversations/${id}/notes/${idFor(id, note)}`, note)

export const end = (recordId: Id, id: Id, how: 'finished' | 'left') => api.put<Conversation>(`${of(recordId)}/conversations/${id}/end`, { how })

export type ActionWritten = {
  conversation_id: Id
  area: string | null
  words: string
  owner: ActionOwner
  owner_name: string
  due_on: string | null
  is_removed: boolean
  version: number
  typed_for: TypedFor
}
export const putAction = (recordId: Id, actionId: Id, action: ActionWritten) => api.put<Action>(`${of(recordId)}/actions/${actionId}`, action)

export const sayYes = (recordId: Id, { id, version }: Action, side: Side, how: AgreedHow) =>
  api.put<Action>(`${of(recordId)}/actions/${id}/agreements/${idFor(id, version, side)}`, { version, side, how })

export type Went = { status: ActionStatus; words: string; conversation_id: Id | null }
export const tellHowItWent = (recordId: Id, { id, status_at }: Action, went: Went) =>
  api.put<Action>(`${of(recordId)}/actions/${id}/progress/${idFor(id, status_at, went)}`, went)

export const readPlanFile = (recordId: Id, planId: Id) => api.file(`${of(recordId)}/plans/${planId}/pdf`)

/** As much of a goal as is needed to put a step under it. */
export type GoalToChoose = { id: Id; words: string; status: string; steps: { position: number }[] }
export const readGoals = async (recordId: Id) => (await api.get<{ goals: GoalToChoose[] }>(`${of(recordId)}/goals`)).goals
export const makeStep = (recordId: Id, goal: GoalToChoose, action: Action) =>
  api.put(`${of(recordId)}/goals/${goal.id}/steps/${idFor(goal.id, action.id)}`, {
    words: action.words,
    position: Math.max(0, ...goal.steps.map(({ position }) => position)) + 1,
    is_done: false,
    is_removed: false,
    action_id: action.id,
    version: 0,
  })
