/** For what is drawn at build time and looks another way on this device. */
import { useLayoutEffect, useState } from 'preact/hooks'

/**
 * False at the first draw, which takes over the page as it arrived and leaves the attributes of what it finds there as they
 * are: a link would say one number and ring another. So such a piece begins as it was drawn, and changes then.
 */
export function useIsDrawn(): boolean {
  const [isDrawn, setIsDrawn] = useState(false)
  useLayoutEffect(() => setIsDrawn(true), [])
  return isDrawn
}
