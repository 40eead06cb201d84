/** What a person asks the service for about those with whom they share. */
import { api } from '../../shared/api'
import type {
  AccessEntry,
  Id,
  Instant,
  MySharing,
  Relation,
  SharingStopped,
  TrustedInvited,
  TrustedLink,
  TrustedPerson,
  WantedSection,
} from '../../shared/api-types'

export type Agreed = {
  please_do: string | null
  please_dont: string | null
  review_at: Instant | null
  sections: WantedSection[]
  /** Names the words that were on the screen. */
  wording: string
}
export type NewTrusted = Agreed & { name: string; relation: Relation; contact: string | null }

export const readMySharing = () => api.get<MySharing>('/api/sharing')

/** The newest time that somebody else opened something; null while nobody has. */
export const readNewestLook = async () =>
  (await api.get<{ entries: Pick<AccessEntry, 'at' | 'words'>[] }>('/api/access-log')).entries[0] ?? null

/** @param id made by this device, so that trying again is the same invitation */
export const inviteTrusted = (id: Id, invitation: NewTrusted) => api.put<TrustedInvited>(`/api/trusted-people/${id}`, invitation)

export const inviteAgain = (id: Id) => api.post<TrustedLink>(`/api/trusted-people/${id}/invite-again`)

export const changeSections = (id: Id, agreed: Agreed) => api.put<TrustedPerson>(`/api/trusted-people/${id}/sections`, agreed)

/** Quietly: they stay on the list and see what somebody sees with whom nothing was ever shared. */
export const stopSharingWith = (id: Id) => api.post<TrustedPerson>(`/api/trusted-people/${id}/stop`)

/** Ends it altogether; before it was accepted, calls the invitation back. */
export const remove = (id: Id) => api.delete(`/api/trusted-people/${id}`)

export const markReviewed = (id: Id, reviewAt: Instant | null) =>
  api.post<TrustedPerson>(`/api/trusted-people/${id}/reviewed`, { review_at: reviewAt })

export const stopAll = (id: Id) => api.put<SharingStopped>(`/api/sharing/stops/${id}`, {})

export const undoStop = (id: Id) => api.delete(`/api/sharing/stops/${id}`)
