/** What this slice asks the service for: invitations, what the team may see, and who has looked. */
import type {
  PublicKeyCredentialCreationOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/browser'
import { api } from '../shared/api'
import type {
  CodeSent,
  Id,
  InvitationMade,
  InvitationOpened,
  InvitationRow,
  Me,
  PasskeyChallenge,
  SectionChoice,
  SectionName,
  TeamSharing,
  WorkerTeam,
} from '../shared/api-types'

export type IdentityCheck = 'known_to_me' | 'saw_document'
export type NewInvitation = {
  preferred_name: string
  team_id: Id
  key_worker_id: Id
  identity_check: IdentityCheck
  contact: string | null
  nhs_number?: string
}

/** The teams one may invite for, with those who can be key worker. */
export const readTeams = async () => (await api.get<{ teams: WorkerTeam[] }>('/api/teams')).teams

export const invite = (invitation: NewInvitation) => api.post<InvitationMade>('/api/invitations', invitation)

export const readInvitations = async () => (await api.get<{ invitations: InvitationRow[] }>('/api/invitations')).invitations

export const endInvitation = (id: Id) => api.delete(`/api/invitations/${id}`)

/** Looks into an invitation. Uses nothing up. */
export const openInvitation = (token: string) => api.post<InvitationOpened>('/api/invitations/open', { token })

export const readJoinOptions = (token: string) =>
  api.post<PasskeyChallenge<PublicKeyCredentialCreationOptionsJSON>>('/api/invitations/join/options', { token })

export const joinWithPasskey = (token: string, challengeId: Id, credential: RegistrationResponseJSON, passkeyName: string) =>
  api.post<Me>('/api/invitations/join', { token, challenge_id: challengeId, credential, passkey_name: passkeyName })

export const askForJoinCode = (token: string, contact: string) =>
  api.post<CodeSent>('/api/invitations/join/codes', { token, contact })

export const joinWithCode = (token: string, id: Id, code: string) =>
  api.post<Me>(`/api/invitations/join/codes/${id}/use`, { token, code })

export const readTeamSharing = () => api.get<TeamSharing>('/api/sharing/team')

export type Decision = { is_shared: boolean; may_add: boolean }

/** Decides about one section. `wording` names the words that were on the screen. */
export const decide = (section: SectionName, decision: Decision, wording: string) =>
  api.put<SectionChoice>(`/api/sharing/team/${section}`, { ...decision, wording })
