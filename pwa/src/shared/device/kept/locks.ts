/** How a copy is locked, and the ways through. */
import { askPasskey, readRpId } from './passkey'
import { calibrate, keyOfPin, saltLength } from './pin'
import type { Lock, OpenLock, PasskeyLock, PinLock, Row } from './rows'
import { keyFrom, newKey, newPair, random, readPrivateKey, seal, sealTo, unseal, unsealWith, type Bytes, type Sealed } from './sealing'
import type { KeptHow } from './types'

const privateName = 'private key'
const fromPasskey = 'waymark kept passkey'

/** @throws PasskeyRefused for a phone or a passkey that cannot; NotReached */
export async function newLock(how: KeptHow, secret?: { pin: string }): Promise<Lock> {
  if (how === 'open') return { how, key: await newKey() }
  if (how === 'passkey') return await newPasskeyLock()
  if (secret === undefined) throw new Error('a PIN is needed')
  const salt = random(saltLength)
  const iterations = await calibrate()
  return { how, salt, iterations, ...(await wrappedPair(await keyOfPin(secret.pin, salt, iterations))) }
}

async function newPasskeyLock(): Promise<PasskeyLock> {
  const salt = random(32)
  const { secret, credentialId, rpId } = await askPasskey(salt, null, await readRpId())
  return { how: 'passkey', salt, credentialId, rpId, ...(await wrappedPair(await keyFrom(secret, salt, fromPasskey))) }
}

async function wrappedPair(key: CryptoKey): Promise<{ publicKey: Bytes; wrapped: Sealed }> {
  const { publicKey, privateKey } = await newPair()
  return { publicKey, wrapped: await seal(key, privateName, privateKey) }
}

/** Needs no PIN and no passkey: that is what the public key is for. */
export async function sealRow(lock: Lock, name: string, content: Bytes): Promise<Row> {
  return { name, ...(lock.how === 'open' ? await seal(lock.key, name, content) : await sealTo(lock.publicKey, name, content)) }
}

export type Opener = (row: Row) => Promise<Bytes>

export const openerOf = ({ key }: OpenLock): Opener => (row) => unseal(key, row.name, row)

/** Null when the PIN is another one. */
export async function openerByPin(lock: PinLock, pin: string): Promise<Opener | null> {
  return await unwrap(lock, await keyOfPin(pin, lock.salt, lock.iterations))
}

/** Null when this is not the passkey that it was locked with. @throws PasskeyRefused */
export async function openerByPasskey(lock: PasskeyLock): Promise<Opener | null> {
  const { secret } = await askPasskey(lock.salt, lock.credentialId, lock.rpId)
  return await unwrap(lock, await keyFrom(secret, lock.salt, fromPasskey))
}

async function unwrap({ wrapped }: PinLock | PasskeyLock, key: CryptoKey): Promise<Opener | null> {
  const pkcs8 = await unseal(key, privateName, wrapped).catch(() => null)
  if (pkcs8 === null) return null
  const privateKey = await readPrivateKey(pkcs8)
  return (row) => unsealWith(privateKey, row.name, row)
}
