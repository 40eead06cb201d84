/**
 * A passkey as a key: the PRF extension gives the same secret bytes for the same question each time, and only after the owner
 * has shown who they are. The challenge may be made here: nobody checks the signature, only the bytes matter, so it works offline.
 */
import { ApiError, api } from '../../api'
import { random, type Bytes } from './sealing'
import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser'

export type Evaluated = { secret: Bytes; credentialId: Bytes; rpId: string | null }
/** `prf`: there is a passkey and it cannot do this. `not-here`: this browser cannot ask for one. */
export class PasskeyRefused extends Error {
  override name = 'PasskeyRefused'
  constructor(readonly why: 'cancelled' | 'prf' | 'not-here', options?: ErrorOptions) {
    super(`passkey: ${why}`, options)
  }
}

type PrfResults = { prf?: { results?: { first?: BufferSource } } }

/** Asks the passkey. Without a `credentialId`, any that signs in here may answer. */
export async function askPasskey(salt: Bytes, credentialId: Bytes | null, rpId: string | null): Promise<Evaluated> {
  if (!('PublicKeyCredential' in globalThis)) throw new PasskeyRefused('not-here')
  const publicKey = {
    challenge: random(32),
    userVerification: 'required',
    allowCredentials: credentialId === null ? [] : [{ type: 'public-key', id: credentialId }],
    extensions: { prf: { eval: { first: salt } } },
    ...(rpId === null ? {} : { rpId }),
  } as PublicKeyCredentialRequestOptions
  const answered = await ask(publicKey)
  const first = (answered.getClientExtensionResults() as PrfResults).prf?.results?.first
  if (first === undefined) throw new PasskeyRefused('prf')
  return { secret: bytesIn(first), credentialId: new Uint8Array(answered.rawId), rpId }
}

/** The name under which passkeys of this service are made; null where it need not be told. */
export async function readRpId(): Promise<string | null> {
  try {
    const { options } = await api.post<{ options: PublicKeyCredentialRequestOptionsJSON }>('/api/sign-in/passkey/options')
    return options.rpId ?? null
  } catch (error) {
    if (error instanceof ApiError) return null
    throw error
  }
}

async function ask(publicKey: PublicKeyCredentialRequestOptions): Promise<PublicKeyCredential> {
  try {
    const answered = await navigator.credentials.get({ publicKey })
    if (answered === null) throw new PasskeyRefused('not-here')
    return answered as PublicKeyCredential
  } catch (cause) {
    if (cause instanceof PasskeyRefused) throw cause
    const name = cause instanceof Error ? cause.name : ''
    throw new PasskeyRefused(name === 'NotAllowedError' || name === 'AbortError' ? 'cancelled' : 'not-here', { cause })
  }
}

function bytesIn(source: BufferSource): Bytes {
  return source instanceof ArrayBuffer ? new Uint8Array(source) : new Uint8Array(source.buffer, source.byteOffset, source.byteLength).slice()
}
