/** The ready page and its photos in the Cache API, where they outlive the database on some phones. */
import { crisisContacts } from '../../crisis-contacts'
import type { Id } from '../../answer-types'
import { firstScreen } from './first-screen'
import { firstPath, keptCacheName, photoPath, readyPath } from './names'
import { dataIn, readyPage, readyPolicy } from './ready-page'
import type { KeptPlan } from './types'

/** Photos first: the page never shows one that is not there. */
export async function putReadyPage(accountId: Id, kept: KeptPlan): Promise<void> {
  const cache = await caches.open(keptCacheName(accountId))
  const photos = Object.entries(kept.photos)
  await Promise.all(photos.map(([id, photo]) => cache.put(photoPath(id), new Response(photo, { headers: headersFor(photo.type || 'image/jpeg') }))))
  const ids = new Set(photos.map(([id]) => id))
  const headers = { ...headersFor('text/html; charset=utf-8'), 'Content-Security-Policy': await readyPolicy(), 'X-Frame-Options': 'DENY' }
  await cache.put(firstPath, new Response(firstScreen(kept), { headers: headersFor('text/html; charset=utf-8') }))
  await cache.put(readyPath, new Response(readyPage(kept, crisisContacts(), ids), { headers }))
  await dropOthers(cache, ids)
}

/** The copy out of the ready page; null where there is none. */
export async function readReadyPage(accountId: Id): Promise<KeptPlan | null> {
  if (!(await caches.has(keptCacheName(accountId)))) return null
  const cache = await caches.open(keptCacheName(accountId))
  const ready = dataIn((await (await cache.match(readyPath))?.text()) ?? '')
  if (ready === null) return null
  const found = await Promise.all(ready.plan.photos.map(async ({ id }) => [id, await (await cache.match(photoPath(id)))?.blob()] as const))
  const photos = Object.fromEntries(found.flatMap(([id, photo]) => (photo === undefined ? [] : [[id, photo] as const])))
  return { ...ready, photos }
}

async function dropOthers(cache: Cache, ids: ReadonlySet<Id>): Promise<void> {
  const kept = new Set([readyPath, firstPath, ...[...ids].map(photoPath)])
  const old = (await cache.keys()).filter(({ url }) => !kept.has(new URL(url).pathname))
  await Promise.all(old.map((request) => cache.delete(request)))
}

// Nothing on the way may keep a second copy, nor the browser for its "back".
function headersFor(type: string): Record<string, string> {
  return { 'Content-Type': type, 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer' }
}
