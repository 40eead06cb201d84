/** What carers' pages ask of the service, and the team's page of what carers told it. */
import { api } from '../shared/api'
import type { AboutMe, Around, CarersHelp, Id, MessageReader, OwnMessage, PublicTeam, SharedStepUp, SupportedPerson, TeamMessage } from '../shared/api-types'
import type { Watch } from '../shared/use-watched'

/** Everything about one person that their carer may see now. */
export type Supported = {
  person: SupportedPerson | null
  around: Around
  stepUps: SharedStepUp[]
  aboutMe: AboutMe
}

export const watchPeople = async (watch: Watch) => (await watch<{ people: SupportedPerson[] }>('/api/who-i-support')).people

export async function watchSupported(watch: Watch, recordId: Id): Promise<Supported> {
  const [people, shared] = await Promise.all([watchPeople(watch), watchOfTeam(watch, recordId)])
  return { person: people.find(({ record_id }) => record_id === recordId) ?? null, ...shared }
}

/** Everything about one person that their team may see now. */
export type OfTeam = Pick<Supported, 'around' | 'stepUps' | 'aboutMe'>

export async function watchOfTeam(watch: Watch, recordId: Id): Promise<OfTeam> {
  const [around, { step_ups: stepUps }, aboutMe] = await Promise.all([
    watch<Around>(`/api/records/${recordId}/around`),
    watch<{ step_ups: SharedStepUp[] }>(`/api/records/${recordId}/step-ups`),
    watch<AboutMe>(`/api/records/${recordId}/about-me`),
  ])
  return { around, stepUps, aboutMe }
}

export const watchMessages = async (watch: Watch) => (await watch<{ messages: OwnMessage[] }>('/api/carer-messages')).messages

export const addNote = (stepUpId: Id, noteId: Id, words: string) => api.put<unknown>(`/api/step-ups/${stepUpId}/notes/${noteId}`, { words })
export const addWords = (recordId: Id, entryId: Id, said: { heading: string; words: string; replaces: Id | null }) =>
  api.put<AboutMe>(`/api/records/${recordId}/about-me/${entryId}`, said)
export const leave = (trustedPersonId: Id) => api.post(`/api/who-i-support/${trustedPersonId}/leave`)

export type Telling = { trusted_person_id: Id; words: string; in_confidence: boolean }
export const tellTeam = (messageId: Id, telling: Telling) => api.put<OwnMessage>(`/api/carer-messages/${messageId}`, telling)

export const readPublicTeam = (teamId: Id) => api.get<PublicTeam>(`/api/public/teams/${teamId}`)
export type StrangersTelling = { about: string; sender_name: string; sender_contact: string | null; words: string }
export const tellAsStranger = (teamId: Id, messageId: Id, telling: StrangersTelling) =>
  api.put<{ received: boolean }>(`/api/public/teams/${teamId}/messages/${messageId}`, telling)

export const readTeamMessages = async () => (await api.get<{ messages: TeamMessage[] }>('/api/team-messages')).messages
export const markRead = async (messageId: Id) => (await api.post<{ read_by: MessageReader[] }>(`/api/team-messages/${messageId}/read`)).read_by

export const readHelp = () => api.get<CarersHelp>('/api/carers-help')
