/**
 * A PIN as a key: PBKDF2 with SHA-256, which every browser has. Argon2id would cost 30 kB or more to carry, and more
 * memory than cheap phones give a page; docs/decisions.md says what that means.
 */
import { random, type Bytes } from './sealing'

/** OWASP's figure for PBKDF2-HMAC-SHA256; a quicker phone does more of them. */
export const leastIterations = 600_000
export const saltLength = 16
/** What one try should take, in milliseconds: long for who guesses, short for who knows. */
const wanted = 500

/** As she may type it: spaces at the ends and the way letters are put together make no difference. */
export function pinBytes(pin: string): Bytes {
  return new TextEncoder().encode(pin.trim().normalize('NFKC'))
}

export async function keyOfPin(pin: string, salt: Bytes, iterations: number): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey('raw', pinBytes(pin), 'PBKDF2', false, ['deriveKey'])
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations }
  return await crypto.subtle.deriveKey(how, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

/** So many iterations that one try takes about half a second on this phone, and never fewer than the least. */
export async function calibrate(now: () => number = () => performance.now()): Promise<number> {
  const began = now()
  await keyOfPin('calibrate', random(saltLength), leastIterations)
  return iterationsFor(now() - began)
}

/** @param took milliseconds for the least number of iterations */
export function iterationsFor(took: number): number {
  const fitting = (leastIterations * wanted) / Math.max(took, 1)
  return Math.max(leastIterations, Math.min(Math.round(fitting / 10_000) * 10_000, 20 * leastIterations))
}
