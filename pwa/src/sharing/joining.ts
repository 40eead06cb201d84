/**
 * How far somebody has come with joining. It outlives the page, since signing in half way changes what the app
 * shows around it; it does not outlive the visit, and is kept nowhere.
 */
import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Id } from '../shared/api-types'
import { tokenIn } from './rules'

export type Step = 'welcome' | 'way-in' | 'sharing' | 'done'
export type Joining = { token: string | null; step: Step; joinedAs: Id | null }

export const joining = signal<Joining>({ token: null, step: 'welcome', joinedAs: null })

export function goTo(step: Step): void {
  joining.value = { ...joining.value, step }
}

/** The invitation is used up: its secret is forgotten. */
export function noteJoined(accountId: Id): void {
  joining.value = { token: null, step: 'sharing', joinedAs: accountId }
}

/** Takes the invitation's secret out of the address bar and the history, now and when another link is opened here. */
export function useInvitationInAddress(): void {
  takeToken()
  useEffect(() => {
    addEventListener('hashchange', takeToken)
    return () => removeEventListener('hashchange', takeToken)
  }, [])
}

function takeToken(): void {
  const token = tokenIn(location.hash)
  if (token === null) return
  history.replaceState(history.state, '', location.pathname + location.search)
  joining.value = { token, step: 'welcome', joinedAs: null }
}
