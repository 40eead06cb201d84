/**
 * How far somebody has come with an invitation of a person who trusts them. Like joining, it outlives the page, since
 * signing in half way changes what the app shows around it; it does not outlive the visit, and is kept nowhere.
 */
import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { carried } from '../../shared/to-provider'
import { tokenIn } from '../rules'

export type Step = 'welcome' | 'code' | 'way-in' | 'done' | 'declined'
export type Accepting = {
  token: string | null
  step: Step
  /** The six digits that they were told; sent with the way in. */
  code: string
  /** Why the code has to be entered again. */
  refusal: unknown
  inviter: string
}

const nothing: Accepting = { token: null, step: 'welcome', code: '', refusal: null, inviter: '' }

export const accepting = signal<Accepting>(nothing)

export function goTo(step: Step, some: Partial<Accepting> = {}): void {
  accepting.value = { ...accepting.value, refusal: null, ...some, step }
}

/** The invitation is used up, or declined: its secrets are forgotten. */
export function finish(step: 'done' | 'declined', inviter: string): void {
  carried.value = null
  accepting.value = { ...nothing, step, inviter }
}

export function forgetAccepting(): void {
  carried.value = null
  accepting.value = nothing
}

/** Takes the invitation's secret out of the address bar and the history, now and when another link is opened here. */
export function useTrustedInAddress(): void {
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
  accepting.value = { ...nothing, token }
}
