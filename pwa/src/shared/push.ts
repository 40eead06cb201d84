/**
 * The browser's push subscription, behind four verbs.
 *
 * `pushManager.subscribe` never settles in some browsers, so it is raced against a time limit.
 */
const patience = 10_000

export class PushRefused extends Error {
  override name = 'PushRefused'
  constructor(readonly why: 'permission' | 'no-answer' | 'unsupported' | 'failed', options?: ErrorOptions) {
    super(`push: ${why}`, options)
  }
}

export type SubscriptionBody = { endpoint: string; keys: { p256dh: string; auth: string } }

/**
 * Asks the person for permission where that is still open, and subscribes this browser.
 * Call it from a click: some browsers ask only then.
 *
 * @param publicKey the service's VAPID key, URL-safe base64
 * @throws {PushRefused}
 */
export async function subscribe(publicKey: string): Promise<SubscriptionBody> {
  if (!('serviceWorker' in navigator) || !('Notification' in globalThis)) throw new PushRefused('unsupported')
  if ((await Notification.requestPermission()) !== 'granted') throw new PushRefused('permission')
  const { pushManager } = await withinPatience(navigator.serviceWorker.ready)
  const asked = pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(publicKey) })
  return bodyOf(await withinPatience(asked))
}

/** What this browser is subscribed with now, or null. Never asks anybody anything. */
export async function currentSubscription(): Promise<SubscriptionBody | null> {
  const subscription = await subscriptionNow()
  return subscription === null ? null : bodyOf(subscription)
}

/** Stops pushes to this browser; true when there was something to stop. */
export async function unsubscribe(): Promise<boolean> {
  return (await (await subscriptionNow())?.unsubscribe()) ?? false
}

async function subscriptionNow(): Promise<PushSubscription | null> {
  if (!('serviceWorker' in navigator)) return null
  const registration = await navigator.serviceWorker.getRegistration()
  return (await registration?.pushManager.getSubscription()) ?? null
}

function bodyOf(subscription: PushSubscription): SubscriptionBody {
  const { endpoint, keys } = subscription.toJSON()
  if (endpoint === undefined || keys?.p256dh === undefined || keys.auth === undefined) throw new PushRefused('failed')
  return { endpoint, keys: { p256dh: keys.p256dh, auth: keys.auth } }
}

async function withinPatience<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new PushRefused('no-answer')), patience)
  })
  try {
    return await Promise.race([work, limit])
  } catch (cause) {
    if (cause instanceof PushRefused) throw cause
    throw new PushRefused('failed', { cause })
  } finally {
    clearTimeout(timer)
  }
}

function bytesOf(base64Url: string): Uint8Array<ArrayBuffer> {
  const plain = atob(base64Url.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0))
}
