import { useEffect, useState } from 'preact/hooks'
import { words } from '../words'

const calm = 300

/** Says what is being waited for, after a moment; the space is kept from the start so that nothing jumps. */
export function Loading({ what }: { what: string }) {
  const [isShown, setIsShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsShown(true), calm)
    return () => clearTimeout(timer)
  }, [])
  return <p class="wm-loading" role="status">{isShown ? words.loading(what) : ''}</p>
}
