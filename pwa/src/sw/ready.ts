/**
 * The plan that somebody keeps on this device, answered from there alone and before anything else: it has to open when the app
 * cannot, and no request may tell anybody that it was opened.
 */
import { privateCachePrefix, readyPath } from './rules'

/** Null where none is kept, or it is behind a PIN: then the app's own page answers. */
export async function readyPage(): Promise<Response | null> {
  return (await privately(readyPath)) ?? null
}

export async function privatePhoto(request: Request): Promise<Response> {
  return (await privately(new URL(request.url).pathname)) ?? new Response(null, { status: 404 })
}

async function privately(path: string): Promise<Response | undefined> {
  for (const name of await caches.keys()) {
    if (!name.startsWith(privateCachePrefix)) continue
    const found = await (await caches.open(name)).match(path)
    if (found !== undefined) return found
  }
  return undefined
}
