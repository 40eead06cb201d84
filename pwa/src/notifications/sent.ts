/** What the service was last told about this browser, as a fingerprint: the address of a subscription is a secret. */
import type { SubscriptionBody } from '../shared/push'

const key = 'waymark.device-sent'

export async function fingerprintOf({ endpoint, keys }: SubscriptionBody): Promise<string> {
  const bytes = new TextEncoder().encode([endpoint, keys.p256dh, keys.auth].join(' '))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

export function lastSent(deviceId: string): string | null {
  try {
    const [device, fingerprint] = (localStorage.getItem(key) ?? '').split(' ')
    return device === deviceId && fingerprint !== undefined ? fingerprint : null
  } catch {
    return null
  }
}

export function noteSent(deviceId: string, fingerprint: string): void {
  try {
    localStorage.setItem(key, `${deviceId} ${fingerprint}`)
  } catch {
    // Then it is sent again at the next opening.
  }
}
