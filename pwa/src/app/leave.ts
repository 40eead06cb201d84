/**
 * The quick way out: an empty page at once, and an ordinary one in its place.
 *
 * The page is replaced in the history. Pages of ours before it stay there, and "back" leads to them: so this tab
 * is marked, and whoever comes back to it is led out again before anything shows (here for pages that the browser has kept
 * alive, in the first lines of index.html for those that it loads anew). Typing the address or tapping the icon opens it as ever.
 */

export const neutralPlace = 'https://www.bbc.co.uk/weather'
const markKey = 'waymark.left'

/** Nothing can be read from here on: the attribute hides whatever is still drawn. What it cannot hide is told on /privacy. */
export function leave(): void {
  mark()
  document.documentElement.setAttribute('data-left', '')
  document.title = 'Weather'
  document.querySelector('link[rel="icon"]')?.setAttribute('href', 'data:,')
  document.body.replaceChildren()
  stopSpeaking()
  location.replace(neutralPlace)
}

/** Whether "back" has led here after somebody left: then there is nothing to begin. */
export function hasLeft(): boolean {
  return document.documentElement.hasAttribute('data-left')
}

/**
 * A page that the browser keeps alive while another is shown hides itself on the way out: it may come back after somebody
 * has left, and then must not show for a moment.
 */
export function watchWayBack(): () => void {
  const page = document.documentElement
  const hide = ({ persisted }: PageTransitionEvent) => {
    stopSpeaking()
    if (persisted) page.setAttribute('data-left', '')
  }
  const show = ({ persisted }: PageTransitionEvent) => {
    if (!persisted) return
    if (isMarked()) leave()
    else page.removeAttribute('data-left')
  }
  addEventListener('pagehide', hide)
  addEventListener('pageshow', show)
  return () => {
    removeEventListener('pagehide', hide)
    removeEventListener('pageshow', show)
  }
}

/** Words that are read aloud go on when the page goes, in some browsers. */
function stopSpeaking(): void {
  if ('speechSynthesis' in globalThis) speechSynthesis.cancel()
}

function mark(): void {
  try {
    sessionStorage.setItem(markKey, neutralPlace)
  } catch {
    // Then "back" shows what it shows; this page is gone all the same.
  }
}

function isMarked(): boolean {
  try {
    return sessionStorage.getItem(markKey) !== null
  } catch {
    return false
  }
}

const within = 5_000
const presses = 3

/**
 * Pressing Shift three times, as on GOV.UK, leaves too; heard before anything on the page, also with a dialog open.
 * Returns the way to stop listening.
 */
export function listenForShift(onLeave: () => void = leave): () => void {
  let times: number[] = []
  const onKey = (event: KeyboardEvent) => {
    if (event.repeat) return
    const now = event.timeStamp
    times = event.key === 'Shift' ? [...times.filter((time) => now - time < within), now] : []
    if (times.length < presses) return
    times = []
    onLeave()
  }
  addEventListener('keydown', onKey, { capture: true })
  return () => removeEventListener('keydown', onKey, { capture: true })
}
