/** What the service worker decides, apart from the browser, so that it can be tried. */

export type PushNews = {
  title: string
  body: string
  tag: string | null
  silent: boolean
  /** The address a tap opens, on our own origin only. */
  path: string
  /** The delivery's id, for saying that it was shown; null when the payload had none. */
  deliveryId: string | null
}

export const neutral = { title: 'Waymark', body: 'You have a new message.' }

type Declared = { notification?: Record<string, unknown>; id?: unknown }

/**
 * What to show for a push. Something is always shown: browsers take the subscription away from apps that
 * receive in silence. A payload that cannot be read gives the neutral words.
 */
export function newsIn(payload: unknown, origin: string): PushNews {
  const { notification = {}, id } = (typeof payload === 'object' && payload !== null ? payload : {}) as Declared
  return {
    title: wordsOr(neutral.title, notification.title),
    body: wordsOr(neutral.body, notification.body),
    tag: typeof notification.tag === 'string' && notification.tag !== '' ? notification.tag : null,
    silent: notification.silent === true,
    path: ownPath(notification.navigate, origin),
    deliveryId: typeof id === 'string' && /^[\w-]{8,64}$/.test(id) ? id : null,
  }
}

function wordsOr(fallback: string, value: unknown): string {
  return typeof value === 'string' && value.trim() !== '' ? value : fallback
}

/** The path of an address of ours; the start page for anything else. */
export function ownPath(address: unknown, origin: string): string {
  if (typeof address !== 'string' || !URL.canParse(address, origin)) return '/'
  const url = new URL(address, origin)
  return url.origin === origin ? url.pathname + url.search : '/'
}

export type Answer = 'ready-page' | 'private-photo' | 'shell' | 'kept-file' | 'network'

/** The plan as somebody has chosen to keep it on this device: the page, and below it its photos. The app puts them there. */
export const readyPath = '/my-plan/now'
export const privateCachePrefix = 'waymark-private-'

type Asked = { method: string; mode: string; url: string }

/** Where an answer comes from. Nothing of the service's data is ever answered or kept here. */
export function answerFor({ method, mode, url }: Asked, origin: string, files: readonly string[]): Answer {
  const { origin: askedOrigin, pathname } = new URL(url)
  if (method !== 'GET' || askedOrigin !== origin) return 'network'
  if (pathname.startsWith('/api/') || pathname.startsWith('/health') || pathname === '/sw.js') return 'network'
  if (pathname.startsWith(`${readyPath}/photos/`)) return 'private-photo'
  if (mode === 'navigate') return pathname === readyPath ? 'ready-page' : 'shell'
  return files.includes(pathname) || pathname.startsWith('/assets/') ? 'kept-file' : 'network'
}

export const shellCachePrefix = 'waymark-shell-'

/**
 * The caches to drop when a version takes over: all shells but its own and the one before it. A tab
 * that is still open on the older version goes on fetching its pages from there.
 *
 * @param names in the order in which they were made
 */
export function cachesToDrop(names: readonly string[], current: string): string[] {
  const older = names.filter((name) => name.startsWith(shellCachePrefix) && name !== current)
  return older.slice(0, -1)
}
