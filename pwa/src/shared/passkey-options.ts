/**
 * Asks for a passkey that can do more than sign in: with the PRF extension it can also lock the copy of a plan on this
 * device. Some can only if they were made so. Where a phone knows nothing of it, the passkey signs in all the same.
 */
import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/browser'

export function ableToLock(options: PublicKeyCredentialCreationOptionsJSON): PublicKeyCredentialCreationOptionsJSON {
  return { ...options, extensions: { ...options.extensions, prf: {} } }
}
