/**
 * Where a draft lies at the service: made from account and key, so that two devices write to one place, and never to another account's.
 * It is a UUID of version 5 (RFC 9562). The library's own brings a SHA-1 that every browser has, and splits a file that other pages need.
 */
import type { Id } from '../answer-types'

export async function draftId(accountId: Id, key: string): Promise<Id> {
  const space = accountId.replaceAll('-', '').match(/../g)?.map((pair) => Number.parseInt(pair, 16)) ?? []
  const whole = new Uint8Array([...space, ...new TextEncoder().encode(key)])
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-1', whole)).slice(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
