/**
 * Where she is in her plan, kept in the history of the browser, so that its own "back" goes one screen back. The
 * address stays the same: it names nothing of what is read there.
 */
import { useCallback, useEffect, useState } from 'preact/hooks'
import type { Id, PlanHeading } from '../../shared/api-types'

export type Place =
  | { at: 'section'; heading: PlanHeading | null }
  | { at: 'which' | 'good'; heading: PlanHeading; item?: Id }
  | { at: 'talk' }
  | { at: 'end'; hasStopped: boolean }

type Held = { use?: Place; depth?: number } | null

const start: Place = { at: 'section', heading: null }
const held = () => history.state as Held

export type Places = { place: Place; go: (to: Place) => void; goBack: (() => void) | null }

export function usePlace(): Places {
  const [shown, setShown] = useState(() => ({ place: held()?.use ?? start, depth: held()?.depth ?? 0 }))

  useEffect(() => {
    const follow = () => setShown({ place: held()?.use ?? start, depth: held()?.depth ?? 0 })
    addEventListener('popstate', follow)
    return () => removeEventListener('popstate', follow)
  }, [])

  const go = useCallback((to: Place) => {
    const depth = (held()?.depth ?? 0) + 1
    history.pushState({ use: to, depth }, '')
    setShown({ place: to, depth })
    scrollTo(0, 0)
  }, [])

  return { place: shown.place, go, goBack: shown.depth > 0 ? () => history.back() : null }
}
