/** The service worker's events. The rules are in rules.ts, the verbs in shell.ts and push.ts. */
import { openNotification, receivePush, renewSubscription } from './push'
import { Shell } from './shell'
import { readShelf } from './shelf'

declare const self: ServiceWorkerGlobalScope

const shell = new Shell(readShelf())

self.addEventListener('install', (event) => event.waitUntil(shell.keep()))

// Pages that are open already are taken over at the first visit only: a later version waits until it is asked.
self.addEventListener('activate', (event) => event.waitUntil(Promise.all([shell.dropOlder(), self.clients.claim()])))

self.addEventListener('fetch', (event) => {
  const answer = shell.answer(event.request)
  if (answer !== null) event.respondWith(answer)
})

self.addEventListener('message', (event) => {
  if ((event.data as { kind?: string } | null)?.kind === 'SKIP_WAITING') event.waitUntil(self.skipWaiting())
})

self.addEventListener('push', (event) => event.waitUntil(receivePush(event.data)))
self.addEventListener('notificationclick', (event) => event.waitUntil(openNotification(event.notification)))
self.addEventListener('pushsubscriptionchange', (event) => {
  const { oldSubscription } = event as ExtendableEvent & { oldSubscription?: PushSubscription | null }
  ;(event as ExtendableEvent).waitUntil(renewSubscription(oldSubscription ?? null))
})
