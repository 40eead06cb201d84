/** The app's own files, kept on the device so that it opens with no signal. */
import { firstScreen, readyPage, privatePhoto } from './ready'
import { answerFor, cachesToDrop, shellCachePrefix, withFirstScreen } from './rules'
import type { Shelf } from './shelf'

declare const self: ServiceWorkerGlobalScope

export class Shell {
  private readonly cacheName: string
  constructor(private readonly shelf: Shelf) {
    this.cacheName = shellCachePrefix + shelf.version
  }

  /** Fetches every file past the HTTP cache; the version is not installed when one is missing. */
  async keep(): Promise<void> {
    const cache = await caches.open(this.cacheName)
    await cache.addAll(this.shelf.files.map((file) => new Request(file, { cache: isHashed(file) ? 'default' : 'reload' })))
  }

  async dropOlder(): Promise<void> {
    const old = cachesToDrop(await caches.keys(), this.cacheName)
    await Promise.all(old.map((name) => caches.delete(name)))
  }

  /** An answer from here, or null where the network should answer. */
  answer(request: Request): Promise<Response> | null {
    const from = answerFor(request, self.location.origin, this.shelf.files)
    if (from === 'network') return null
    if (from === 'private-photo') return privatePhoto(request)
    if (from === 'ready-page') return readyPage().then((page) => page ?? this.planPage(request))
    if (from === 'plan-page') return this.planPage(request)
    return from === 'shell' ? this.shellPage(request) : this.keptFile(request)
  }

  private async shellPage(request: Request): Promise<Response> {
    const cache = await caches.open(this.cacheName)
    return (await cache.match('/')) ?? fetch(request)
  }

  /** The app's page with her plan in it already; nothing on the way may keep that. */
  private async planPage(request: Request): Promise<Response> {
    const [page, first] = await Promise.all([this.shellPage(request), firstScreen().catch(() => null)])
    if (!page.ok) return page
    const headers = new Headers(page.headers)
    for (const ofTheFile of ['Content-Encoding', 'Content-Length', 'ETag']) headers.delete(ofTheFile)
    headers.set('Cache-Control', 'no-store')
    return new Response(withFirstScreen(await page.text(), first), { headers })
  }

  /** Own version first, then the one before it, for tabs that are still open on that. */
  private async keptFile(request: Request): Promise<Response> {
    const own = await caches.open(this.cacheName)
    return (await own.match(request)) ?? (await caches.match(request)) ?? fetch(request)
  }
}

function isHashed(file: string): boolean {
  return file.startsWith('/assets/')
}
