/**
 * The plan that somebody keeps on this device, answered from there alone and before anything else: it has to open when the app
 * cannot, and no request may tell anybody that it was opened.
 */
import { firstPath, privateCachePrefix, readyPath } from './rules'

/** Null where none is kept, or it is behind a PIN: then the app's own page answers. */
export async function readyPage(): Promise<Response | null> {
  return (await privately(readyPath)) ?? null
}

/** The first screen of the walk through it, to be put into the app's page; null as above. */
export async function firstScreen(): Promise<string | null> {
  const first = await (await privately(firstPath))?.text()
  return first === undefined || first === '' ? null : first
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
