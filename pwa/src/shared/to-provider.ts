/**
 * Leaving for a provider's own pages. The whole page goes; what was asked of the provider is remembered in this window, so
 * that the page to which it comes back can offer to begin anew. No secret is among it.
 */
import { signal } from '@preact/signals'
import { api } from './api'
import type { NamedProvider } from './api-types'

export type Purpose = 'sign_in' | 'confirm' | 'link' | 'join' | 'trusted'
/** The secret of an invitation: it goes to the service, which answers for it, and is kept nowhere here. */
export type CarriedInvitation = { token: string; short_code?: string }
export type AskOfProvider = {
  purpose: Purpose
  /** Without proof of who somebody is: for those who open no record, or whom a worker has confirmed. */
  lower?: boolean
  invitation?: CarriedInvitation
  return_to: string
}
export type Asked = Omit<AskOfProvider, 'invitation'> & { provider: NamedProvider }

/** An invitation that somebody is about to answer, while they look for their way in elsewhere in the app. */
export const carried = signal<AskOfProvider | null>(null)

const key = 'waymark.provider'

/** @throws what the service refuses, such as an invitation that does not open */
export async function goToProvider({ key: providerKey, name }: NamedProvider, ask: AskOfProvider): Promise<void> {
  const { address } = await api.post<{ address: string }>(`/api/openid/${providerKey}/begin`, ask)
  const { purpose, lower, return_to } = ask
  noteAsked({ purpose, ...(lower === true ? { lower } : {}), return_to, provider: { key: providerKey, name } })
  await leaveFor(address)
}

/** What was last asked of a provider in this window. */
export function readAsked(): Asked | null {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') as Asked | null
  } catch {
    return null
  }
}

export function noteAsked(asked: Asked | null): void {
  try {
    if (asked === null) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, JSON.stringify(asked))
  } catch {
    // Then the page that it comes back to names no provider.
  }
}

const lowerKey = 'waymark.provider-lower'

/** Whether who is here came in without proof: to confirm that it is them, no more is asked than then. */
export function cameLower(): boolean {
  try {
    return sessionStorage.getItem(lowerKey) !== null
  } catch {
    return false
  }
}

export function noteCameLower(isLower: boolean): void {
  try {
    if (isLower) sessionStorage.setItem(lowerKey, 'yes')
    else sessionStorage.removeItem(lowerKey)
  } catch {
    // Then proof is asked for, and the page that follows offers to go without.
  }
}

/** How long the button stays busy when the page does not go, in milliseconds. */
const longestLeaving = 8_000

/** Resolves when the page is hidden: should the browser's "back" bring it again, nothing in it is busy any more. */
async function leaveFor(address: string): Promise<void> {
  if (!/^https?:$/.test(new URL(address).protocol)) throw new Error('a provider lives at an address of the web')
  const gone = new Promise<void>((resolve) => {
    addEventListener('pagehide', () => resolve(), { once: true })
    setTimeout(resolve, longestLeaving)
  })
  location.assign(address)
  await gone
}
