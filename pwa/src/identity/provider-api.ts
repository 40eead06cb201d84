/** What this slice asks the service for about providers: coming back from one, and which belong to this account. */
import { api } from '../shared/api'
import type { ComingBack, Id, Identity, NamedProvider } from '../shared/api-types'
import type { ProviderAnswer } from '../shared/provider-answer'

/** Longer than elsewhere: the service itself has to ask the provider, more than once. */
const longEnough = 40_000

/** An answer is good for one try, whatever comes of it. */
export const finishSignIn = (answer: ProviderAnswer) => api.post<ComingBack>('/api/openid/finish', answer, { timeout: longEnough })

export const readIdentities = async () => (await api.get<{ identities: Identity[] }>('/api/identities')).identities

export const removeIdentity = (id: Id) => api.delete(`/api/identities/${id}`)

export const readPending = async () => (await api.get<{ pending: { provider: NamedProvider } | null }>('/api/openid/pending')).pending

export const keepPending = () => api.put<Identity>('/api/openid/pending/keep', {})

export const declinePending = () => api.delete('/api/openid/pending')
