/** The quick way out: an empty page at once, and an ordinary one in its place. */

export const neutralPlace = 'https://www.bbc.co.uk/weather'

/** Replaces this page, so that "back" does not return to it. What it cannot hide is told on /privacy. */
export function leave(): void {
  document.title = 'Weather'
  document.body.replaceChildren()
  location.replace(neutralPlace)
}

const within = 5_000
const presses = 3

/** Pressing Shift three times, as on GOV.UK, leaves too. Returns the way to stop listening. */
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
  addEventListener('keydown', onKey)
  return () => removeEventListener('keydown', onKey)
}
