/** The browser's side of passkeys, with what goes wrong said in four ways that a page can act on. */
import {
  browserSupportsWebAuthnAutofill,
  startAuthentication,
  startRegistration,
  WebAuthnAbortService,
  type AuthenticationResponseJSON,
} from '@simplewebauthn/browser'
import type { Id, Me, Passkey } from '../shared/api-types'
import { ableToLock } from '../shared/passkey-options'
import { readNewPasskeyOptions, readSignInOptions, sendNewPasskey, sendSignIn } from './api'

/**
 * - `stopped`: the person closed the prompt, or it waited too long
 * - `replaced`: another prompt took its place, or the page was left
 * - `already-here`: this device has a passkey for this account
 * - `cannot`: this device or browser cannot do it
 */
export type PasskeyTrouble = 'stopped' | 'replaced' | 'already-here' | 'cannot'

export class PasskeyFailed extends Error {
  override name = 'PasskeyFailed'
  constructor(readonly why: PasskeyTrouble, options?: ErrorOptions) {
    super(`passkey: ${why}`, options)
  }
}

/** Shows the browser's prompt and signs in with what the person picks. Call it from a click. */
export async function signInWithPasskey(): Promise<Me> {
  const { challenge_id, options } = await readSignInOptions()
  const credential = await orTrouble(startAuthentication({ optionsJSON: options }))
  return await sendSignIn(challenge_id, credential)
}

export type Picked = { challengeId: Id; credential: AuthenticationResponseJSON }

/**
 * Offers the passkey among the browser's suggestions in the contact field, and waits until it is picked.
 * Null when it never is: the browser cannot, another prompt came, or the page was left.
 */
export async function pickFromSuggestions(isWanted: () => boolean): Promise<Picked | null> {
  try {
    if (!(await browserSupportsWebAuthnAutofill())) return null
    const { challenge_id, options } = await readSignInOptions()
    if (!isWanted()) return null
    return { challengeId: challenge_id, credential: await startAuthentication({ optionsJSON: options, useBrowserAutofill: true }) }
  } catch {
    return null
  }
}

export async function addPasskey(name: string): Promise<Passkey> {
  const { challenge_id, options } = await readNewPasskeyOptions()
  const credential = await orTrouble(startRegistration({ optionsJSON: ableToLock(options) }))
  return await sendNewPasskey(challenge_id, credential, name)
}

/** Ends a prompt or a waiting suggestion: the page is being left. */
export function stopPasskeys(): void {
  WebAuthnAbortService.cancelCeremony()
}

async function orTrouble<T>(prompt: Promise<T>): Promise<T> {
  try {
    return await prompt
  } catch (cause) {
    throw new PasskeyFailed(troubleIn(cause), { cause })
  }
}

function troubleIn(cause: unknown): PasskeyTrouble {
  const name = cause instanceof Error ? cause.name : ''
  if (name === 'NotAllowedError') return 'stopped'
  if (name === 'AbortError') return 'replaced'
  return name === 'InvalidStateError' ? 'already-here' : 'cannot'
}
