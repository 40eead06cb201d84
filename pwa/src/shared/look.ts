/**
 * How the app calls itself on this device: by its own name and sign, or, where somebody wants it discreet, as a
 * plain notebook. Chosen per device, and kept when somebody signs out: it says nothing about anybody.
 *
 * The first lines of index.html read the same key before anything is drawn, so that the other look never shows.
 */
import { signal } from '@preact/signals'

export type Look = 'own' | 'plain'

const key = 'waymark.look'
const names: Record<Look, string> = { own: 'Waymark', plain: 'Notebook' }

/** What the browser itself shows of an app, by look: see public/. */
const files: Record<Look, Readonly<Record<string, string>>> = {
  own: { manifest: '/manifest.webmanifest', icon: '/icon.svg', 'apple-touch-icon': '/icon-192.png' },
  plain: { manifest: '/manifest-plain.webmanifest', icon: '/plain.svg', 'apple-touch-icon': '/plain-192.png' },
}

export const look = signal<Look>(read())

/** The name of the app as this device shows it. */
export const serviceName = (): string => names[look.value]

/** Changes the look at once, and for the visits to come. False when this browser keeps nothing: then it lasts as long as the page. */
export function chooseLook(to: Look): boolean {
  look.value = to
  document.documentElement.setAttribute('data-look', to)
  for (const [rel, file] of Object.entries(files[to])) {
    document.querySelector(`link[rel="${rel}"]`)?.setAttribute('href', file)
  }
  if (lastTitle !== null) nameWindow(lastTitle)
  try {
    localStorage.setItem(key, to)
    return true
  } catch {
    return false
  }
}

let lastTitle: string | null = null

/** The title of the window. A page that somebody has left in a hurry keeps the one that it was given then. */
export function nameWindow(title: string): void {
  lastTitle = title
  if (!document.documentElement.hasAttribute('data-left')) document.title = `${title} – ${serviceName()}`
}

/** The first lines of index.html have looked already; the attribute also tells of a notebook that was just added to a phone. */
function read(): Look {
  // There is no document where the shell is drawn at build time.
  return 'document' in globalThis && document.documentElement.getAttribute('data-look') === 'plain' ? 'plain' : 'own'
}
