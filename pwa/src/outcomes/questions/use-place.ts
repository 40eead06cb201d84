/**
 * Which question is shown, kept in the history of the browser: its own "back" goes one question back. The address
 * names a place in the list, and nothing of what is asked there.
 */
import { useCallback, useEffect, useState } from 'preact/hooks'

/** A question, counted from 1, or the list of all answers. */
export type Place = number | 'check'

const hashOf = (place: Place) => (place === 1 ? '' : `#${place}`)

function placeIn(hash: string): Place | null {
  if (hash === '') return 1
  if (hash === '#check') return 'check'
  return /^#\d+$/.test(hash) ? Number(hash.slice(1)) : null
}

export type Places = {
  place: Place
  go: (to: Place) => void
  /** One step back in the history; where there is none of ours, to that place. */
  goBack: (otherwise: Place) => void
  /** Shows a place without leaving a trace of the one before. */
  replace: (to: Place) => void
}

const depthNow = () => (history.state as { depth?: number } | null)?.depth ?? 0
const address = (place: Place) => location.pathname + location.search + hashOf(place)

export function usePlace(): Places {
  const [place, setPlace] = useState<Place>(() => placeIn(location.hash) ?? 1)

  useEffect(() => {
    // The way past the header has a hash of its own: the place stays.
    const follow = () => setPlace((now) => placeIn(location.hash) ?? now)
    addEventListener('popstate', follow)
    return () => removeEventListener('popstate', follow)
  }, [])

  const go = useCallback((to: Place) => {
    history.pushState({ depth: depthNow() + 1 }, '', address(to))
    setPlace(to)
  }, [])
  const replace = useCallback((to: Place) => {
    history.replaceState(history.state, '', address(to))
    setPlace(to)
  }, [])
  const goBack = useCallback((otherwise: Place) => {
    if (depthNow() > 0) history.back()
    else replace(otherwise)
  }, [replace])

  return { place, go, goBack, replace }
}
