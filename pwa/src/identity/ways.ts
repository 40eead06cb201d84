/** Every way into an account, read at once for the one list of them. */
import { ApiError } from '../shared/api'
import type { Contact, Identity, Passkey } from '../shared/api-types'
import { readContacts, readPasskeys } from './api'
import { readIdentities } from './provider-api'

export type Ways = { identities: Identity[]; passkeys: Passkey[]; contacts: Contact[] }

export async function readWays(): Promise<Ways> {
  const [identities, passkeys, contacts] = await Promise.all([readIdentities().catch(noneIfRefused), readPasskeys(), readContacts()])
  return { identities, passkeys, contacts }
}

/** The others are worth showing without them. */
function noneIfRefused(error: unknown): Identity[] {
  if (error instanceof ApiError) return []
  throw error
}
