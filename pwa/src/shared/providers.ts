/**
 * The providers by whose sign-in one can come in here. The list is kept on the device from visit to visit, so that the
 * first screen is whole at once and nothing in it moves; it names services, and nothing of a person.
 */
import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { api } from './api'
import type { SignInProvider } from './api-types'

const key = 'waymark.providers'
const freshFor = 60_000
/** How long the first screen of the very first visit waits for the list, in milliseconds. */
export const patience = 800

/** Null until the service has said once. */
export const providers = signal<readonly SignInProvider[] | null>(readKept())

let askedAt = 0

/** Asks anew, at most once a minute. That it cannot be had spoils nothing: the other ways in are there. */
export async function loadProviders(now = Date.now()): Promise<void> {
  if (now - askedAt < freshFor) return
  askedAt = now
  try {
    keep((await api.get<{ providers: SignInProvider[] }>('/api/openid/providers', { isPolling: true })).providers)
  } catch {
    askedAt = 0
  }
}

/** For the first screen: resolves at once when the list is known, and otherwise after a moment at most. */
export function providersSoon(): Promise<unknown> {
  const asked = loadProviders()
  if (providers.value !== null) return Promise.resolve()
  return Promise.race([asked, new Promise((resolve) => setTimeout(resolve, patience))])
}

/** The list as it is known now; asked for anew while the page is open. */
export function useProviders(): readonly SignInProvider[] {
  useEffect(() => void loadProviders(), [])
  return providers.value ?? []
}

/** The one by which people and carers sign in. */
export function forPeople(known: readonly SignInProvider[]): SignInProvider | null {
  return known.find(({ kind }) => kind === 'people') ?? null
}

/** Whether it is a sign-in of those who work here. */
export function isStaffs(providerKey: string | undefined): boolean {
  return providers.value?.some((one) => one.key === providerKey && one.kind === 'staff') ?? false
}

/** For tests: nothing has been asked yet. */
export function forgetProviders(): void {
  askedAt = 0
  providers.value = null
}

function keep(list: readonly SignInProvider[]): void {
  providers.value = list
  try {
    localStorage.setItem(key, JSON.stringify(list.map((one) => ({ ...one, is_away: false }))))
  } catch {
    // A browser that keeps nothing asks anew at every visit.
  }
}

function readKept(): readonly SignInProvider[] | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    return Array.isArray(kept) ? (kept as SignInProvider[]) : null
  } catch {
    return null
  }
}
