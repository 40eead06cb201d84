/** Messages that arrive while the app may be closed. */
import { newsIn, type PushNews } from './rules'

declare const self: ServiceWorkerGlobalScope

type ShownData = { path: string }

/** Shows the notification first: everything else may fail without anybody missing the message. */
export async function receivePush(data: PushMessageData | null): Promise<void> {
  const news = newsIn(readJson(data), self.location.origin)
  await self.registration.showNotification(news.title, optionsFor(news))
  await Promise.allSettled([reportShown(news.deliveryId), tellPages({ kind: 'news', deliveryId: news.deliveryId })])
}

/** Opens what the notification is about: in an open page where there is one, else in a new one. */
export async function openNotification(notification: Notification): Promise<void> {
  notification.close()
  const { path } = (notification.data ?? { path: '/' }) as ShownData
  const [open] = await windows()
  if (open === undefined) {
    await self.clients.openWindow(path)
    return
  }
  await open.focus().catch(() => open)
  open.postMessage({ kind: 'go', path })
}

/** The browser has replaced the subscription: open pages register the new one, others when next opened. */
export async function renewSubscription(old: PushSubscription | null): Promise<void> {
  if (old !== null) await self.registration.pushManager.subscribe(old.options).catch(() => null)
  await tellPages({ kind: 'push-changed' })
}

function optionsFor({ body, tag, silent, path }: PushNews): NotificationOptions {
  const options = { body, silent, lang: 'en-GB', icon: '/icon-192.png', badge: '/badge-96.png', data: { path } satisfies ShownData }
  // Without `renotify` a second message of the same tag would replace the first and make no sound.
  return tag === null ? options : { ...options, tag, renotify: !silent } as NotificationOptions
}

function readJson(data: PushMessageData | null): unknown {
  try {
    return data?.json()
  } catch {
    return null
  }
}

async function reportShown(deliveryId: string | null): Promise<void> {
  if (deliveryId === null) return
  const report = () => fetch(`/api/deliveries/${deliveryId}/shown`, { method: 'POST', credentials: 'omit', keepalive: true })
  await report().catch(report)
}

async function tellPages(message: { kind: string; deliveryId?: string | null }): Promise<void> {
  for (const page of await windows()) page.postMessage(message)
}

async function windows(): Promise<WindowClient[]> {
  const all = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  return [...all].sort((one, other) => Number(other.focused) - Number(one.focused))
}
