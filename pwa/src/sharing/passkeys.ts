/** Making the first passkey while joining, with what goes wrong said in ways that the page can act on. */
import { startRegistration, type PublicKeyCredentialCreationOptionsJSON, type RegistrationResponseJSON } from '@simplewebauthn/browser'
import type { Me } from '../shared/api-types'
import { ableToLock } from '../shared/passkey-options'
import { joinWithPasskey, readJoinOptions } from './api'

export type PasskeyTrouble = 'stopped' | 'cannot'

export class PasskeyFailed extends Error {
  override name = 'PasskeyFailed'
  constructor(readonly why: PasskeyTrouble, options?: ErrorOptions) {
    super(`passkey: ${why}`, options)
  }
}

/** Shows the browser's prompt, and joins with the passkey it makes. Call it from a click. */
export async function joinByPasskey(token: string, name: string): Promise<Me> {
  const { challenge_id, options } = await readJoinOptions(token)
  return await joinWithPasskey(token, challenge_id, await makePasskey(options), name)
}

/** The browser's prompt. Raises PasskeyFailed. */
export async function makePasskey(options: PublicKeyCredentialCreationOptionsJSON): Promise<RegistrationResponseJSON> {
  return await startRegistration({ optionsJSON: ableToLock(options) }).catch((cause: unknown) => {
    const wasStopped = cause instanceof Error && (cause.name === 'NotAllowedError' || cause.name === 'AbortError')
    throw new PasskeyFailed(wasStopped ? 'stopped' : 'cannot', { cause })
  })
}
