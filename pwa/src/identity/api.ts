/** What this slice asks the service for: signing in, ways in, and where somebody is signed in. */
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/browser'
import { api } from '../shared/api'
import type { CodeSent, Contact, Id, Me, Passkey, PasskeyChallenge, SignedInDevice } from '../shared/api-types'

export const readSignInOptions = () =>
  api.post<PasskeyChallenge<PublicKeyCredentialRequestOptionsJSON>>('/api/sign-in/passkey/options')

export const sendSignIn = (challengeId: Id, credential: AuthenticationResponseJSON) =>
  api.post<Me>('/api/sign-in/passkey', { challenge_id: challengeId, credential })

/** Asks for a code. The answer is the same whether the contact belongs to an account or not. */
export const askForCode = (contact: string) => api.post<CodeSent>('/api/sign-in/codes', { contact })

export const takeCode = (id: Id, code: string) => api.post<Me>(`/api/sign-in/codes/${id}/use`, { code })

export const takeLink = (token: string) => api.post<Me>('/api/sign-in/links/use', { token })

export const readPasskeys = async () => (await api.get<{ passkeys: Passkey[] }>('/api/passkeys')).passkeys

export const readNewPasskeyOptions = () =>
  api.post<PasskeyChallenge<PublicKeyCredentialCreationOptionsJSON>>('/api/passkeys/options')

export const sendNewPasskey = (challengeId: Id, credential: RegistrationResponseJSON, name: string) =>
  api.post<Passkey>('/api/passkeys', { challenge_id: challengeId, credential, name })

export const renamePasskey = (id: Id, name: string) => api.patch<Passkey>(`/api/passkeys/${id}`, { name })

export const removePasskey = (id: Id) => api.delete(`/api/passkeys/${id}`)

export const readContacts = async () => (await api.get<{ contacts: Contact[] }>('/api/contacts')).contacts

export const addContact = (contact: string) => api.post<CodeSent>('/api/contacts', { contact })

export const confirmContact = (id: Id, code: string) => api.post<Contact>(`/api/contacts/${id}/confirm`, { code })

export const removeContact = (id: Id) => api.delete(`/api/contacts/${id}`)

export const readSessions = async () => (await api.get<{ sessions: SignedInDevice[] }>('/api/sessions')).sessions

export const endSession = (id: Id) => api.delete(`/api/sessions/${id}`)

export const endOtherSessions = () => api.delete('/api/sessions')
