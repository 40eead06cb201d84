/** What somebody who was invited asks the service for. */
import type {
  PublicKeyCredentialCreationOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/browser'
import { api } from '../../shared/api'
import type { CodeSent, Id, Me, PasskeyChallenge, TrustedOpened } from '../../shared/api-types'

/** Looks into the invitation. Uses nothing up. */
export const openTrusted = (token: string) => api.post<TrustedOpened>('/api/trusted/open', { token })

/** @param code the six digits that they were told */
export const acceptTrusted = (token: string, code: string) =>
  api.post<{ trusted_person_id: Id }>('/api/trusted/accept', { token, code })

export const declineTrusted = (token: string) => api.post('/api/trusted/decline', { token })

export const readTrustedOptions = (token: string) =>
  api.post<PasskeyChallenge<PublicKeyCredentialCreationOptionsJSON>>('/api/trusted/join/options', { token })

export const joinTrustedWithPasskey = (token: string, code: string, challengeId: Id, credential: RegistrationResponseJSON, passkeyName: string) =>
  api.post<Me>('/api/trusted/join', { token, code, challenge_id: challengeId, credential, passkey_name: passkeyName })

export const askForTrustedCode = (token: string, contact: string) => api.post<CodeSent>('/api/trusted/join/codes', { token, contact })

/** @param digits the six digits of the message that was sent to their own address or number */
export const joinTrustedWithCode = (token: string, code: string, id: Id, digits: string) =>
  api.post<Me>(`/api/trusted/join/codes/${id}/use`, { token, code, digits })

/** Makes the account and begins its session; a code that was wrong leads back to it. */
export type Join = (work: () => Promise<Me>) => Promise<void>

/** Asked anew: accepting made somebody of this account who is trusted. */
export const readMe = () => api.get<Me>('/api/me')
