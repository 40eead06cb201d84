/**
 * Sealing rows, by the browser's own cryptography.
 *
 * A copy that opens at once is sealed with a key that the browser keeps and does not give out. One behind a PIN or a
 * passkey is sealed to a public key, so that it can be brought up to date without asking; the private key
 * lies beside it, wrapped. Each row has a key of its own (ECDH on P-256 with a fresh pair, HKDF-SHA-256, AES-256-GCM), and its name is bound to it.
 */
export type Bytes = Uint8Array<ArrayBuffer>
/** `from`: the public half of the row's own pair, where it is sealed to a public key. */
export type Sealed = { iv: Bytes; data: Bytes; from?: Bytes }
export type Pair = { publicKey: Bytes; privateKey: Bytes }

const curve = { name: 'ECDH', namedCurve: 'P-256' } as const
const { subtle } = globalThis.crypto
const utf8 = new TextEncoder()

export const random = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length))
export const bytesOf = (words: string): Bytes => utf8.encode(words)

/** A key that can be used here and never read, not even by this page. */
export async function newKey(): Promise<CryptoKey> {
  return await subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

export async function seal(key: CryptoKey, name: string, content: Bytes): Promise<Sealed> {
  const iv = random(12)
  const data = await subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bytesOf(name) }, key, content)
  return { iv, data: new Uint8Array(data) }
}

/** @throws where the key is another one, or the row was changed or moved. */
export async function unseal(key: CryptoKey, name: string, { iv, data }: Sealed): Promise<Bytes> {
  return new Uint8Array(await subtle.decrypt({ name: 'AES-GCM', iv, additionalData: bytesOf(name) }, key, data))
}

/** The private half is in the clear here: wrap it, and let it go. */
export async function newPair(): Promise<Pair> {
  const pair = await subtle.generateKey(curve, true, ['deriveBits'])
  const [publicKey, privateKey] = await Promise.all([subtle.exportKey('raw', pair.publicKey), subtle.exportKey('pkcs8', pair.privateKey)])
  return { publicKey: new Uint8Array(publicKey), privateKey: new Uint8Array(privateKey) }
}

export async function sealTo(publicKey: Bytes, name: string, content: Bytes): Promise<Sealed> {
  const own = await subtle.generateKey(curve, true, ['deriveBits'])
  const from = new Uint8Array(await subtle.exportKey('raw', own.publicKey))
  return { ...(await seal(await agreedKey(own.privateKey, publicKey, from), name, content)), from }
}

export async function unsealWith(privateKey: CryptoKey, name: string, sealed: Sealed): Promise<Bytes> {
  if (sealed.from === undefined) throw new Error('this row is not sealed to a public key')
  return await unseal(await agreedKey(privateKey, sealed.from, sealed.from), name, sealed)
}

export async function readPrivateKey(pkcs8: Bytes): Promise<CryptoKey> {
  return await subtle.importKey('pkcs8', pkcs8, curve, false, ['deriveBits'])
}

/** A key from a secret that is random already, such as what a passkey answers. */
export async function keyFrom(secret: Bytes, salt: Bytes, what: string): Promise<CryptoKey> {
  const base = await subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey'])
  const how = { name: 'HKDF', hash: 'SHA-256', salt, info: bytesOf(what) }
  return await subtle.deriveKey(how, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

async function agreedKey(privateKey: CryptoKey, publicKey: Bytes, salt: Bytes): Promise<CryptoKey> {
  const other = await subtle.importKey('raw', publicKey, curve, false, [])
  const agreed = await subtle.deriveBits({ name: 'ECDH', public: other }, privateKey, 256)
  return await keyFrom(new Uint8Array(agreed), salt, 'waymark kept row')
}
