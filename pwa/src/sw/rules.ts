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

export type Answer = 'ready-page' | 'private-photo' | 'plan-page' | 'shell' | 'kept-file' | 'network'

/** The plan as somebody has chosen to keep it on this device: the page, and below it its photos. The app puts them there. */
export const readyPath = '/my-plan/now'
/** The walk through it; its first screen lies beside the ready page, as a piece to put into the app's page. */
export const usePath = '/my-plan/use'
export const firstPath = '/my-plan/use/first'
export const privateCachePrefix = 'waymark-private-'

type Asked = { method: string; mode: string; url: string }

/** Where an answer comes from. Nothing of the service's data is ever answered or kept here. */
export function answerFor({ method, mode, url }: Asked, origin: string, files: readonly string[]): Answer {
  const { origin: askedOrigin, pathname } = new URL(url)
  if (method !== 'GET' || askedOrigin !== origin) return 'network'
  if (pathname.startsWith('/api/') || pathname.startsWith('/health') || pathname === '/sw.js') return 'network'
  if (pathname.startsWith(`${readyPath}/photos/`)) return 'private-photo'
  if (mode === 'navigate') return pathname === readyPath ? 'ready-page' : pathname === usePath ? 'plan-page' : 'shell'
  return files.includes(pathname) || pathname.startsWith('/assets/') ? 'kept-file' : 'network'
}

const drawnFirst = /<template id="first">([^]*?)<\/template>/

/**
 * The app's page for her plan: what the build has drawn to stand there until the app does, with her first screen in it
 * where that lies here. Whether it shows is for the first lines of the page to say: they know what is kept, and how.
 */
export function withFirstScreen(html: string, first: string | null): string {
  return html.replace(drawnFirst, (_all, drawn: string) => {
    const frame = first === null ? drawn : drawn.replace('data-plan="no"', 'data-plan="yes"')
    return frame.replace('%first%', () => first ?? '')
  })
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
