import { useEffect, useRef } from 'preact/hooks'

/** Whenever `state` changes, the focus goes to the first thing in this place: the button that had it is gone. */
export function useFocusMoves(state: unknown) {
  const place = useRef<HTMLDivElement>(null)
  const before = useRef(state)
  useEffect(() => {
    if (before.current !== state) place.current?.querySelector<HTMLElement>('[tabindex="-1"], input, button')?.focus()
    before.current = state
  }, [state])
  return place
}
