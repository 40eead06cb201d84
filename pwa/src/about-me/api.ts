/** What this slice asks the service for: what a person wrote about themselves, who matters to them, what carers told about them. */
import { api } from '../shared/api'
import type { AboutMe, Id, MessageAboutMe } from '../shared/api-types'

export const readAboutMe = (recordId: Id) => api.get<AboutMe>(`/api/records/${recordId}/about-me`)

export type Written = { heading: string; words: string; replaces: Id | null }
export const writeEntry = (recordId: Id, entryId: Id, written: Written) => api.put<AboutMe>(`/api/records/${recordId}/about-me/${entryId}`, written)

export type ContactWritten = { name: string; relation: string; phone: string | null; note: string; version: number }
export const putContact = (recordId: Id, contactId: Id, contact: ContactWritten) => api.put<AboutMe>(`/api/records/${recordId}/contacts/${contactId}`, contact)
export const removeContact = (recordId: Id, contactId: Id) => api.delete(`/api/records/${recordId}/contacts/${contactId}`)

export const readMessagesAboutMe = async () => (await api.get<{ messages: MessageAboutMe[] }>('/api/messages-about-me')).messages
