/** Installs the service worker and notices new versions of the app. */
import { signal } from '@preact/signals'

export const isUpdateReady = signal(false)

const lookEvery = 60 * 60_000
let waiting: ServiceWorker | null = null
let isAskedFor = false

/** Registers the worker; from then on a new version is looked for when the page is looked at again. */
export async function watchForUpdates(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  const registration = await register()
  if (registration === undefined) return
  navigator.serviceWorker.addEventListener('controllerchange', reloadIfAsked)
  if (registration.waiting !== null) offer(registration.waiting)
  registration.addEventListener('updatefound', () => watchInstalling(registration.installing))
  lookAgainNowAndThen(registration)
}

// Private windows and some settings refuse; the app works without.
async function register(): Promise<ServiceWorkerRegistration | undefined> {
  return await navigator.serviceWorker.register('/sw.js').catch(() => undefined)
}

/** The person wants the new version: it takes over, and then the page is loaded again. */
export function takeUpdate(): void {
  isAskedFor = true
  waiting?.postMessage({ kind: 'SKIP_WAITING' })
}

function watchInstalling(worker: ServiceWorker | null): void {
  worker?.addEventListener('statechange', () => {
    // Without a controller this is the first visit: there is nothing to update.
    if (worker.state === 'installed' && navigator.serviceWorker.controller !== null) offer(worker)
  })
}

function offer(worker: ServiceWorker): void {
  waiting = worker
  isUpdateReady.value = true
}

function reloadIfAsked(): void {
  if (isAskedFor) location.reload()
}

function lookAgainNowAndThen(registration: ServiceWorkerRegistration): void {
  let last = Date.now()
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || Date.now() - last < lookEvery) return
    last = Date.now()
    void registration.update().catch(() => undefined)
  })
}
