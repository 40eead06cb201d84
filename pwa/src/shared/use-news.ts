/** Calls back when there may be something new: a push came, the page is looked at again, or the signal is back. */
import { useEffect, useRef } from 'preact/hooks'
import { whenWorkerSays } from './worker-says'

export function useNews(refetch: () => void): void {
  const latest = useRef(refetch)
  latest.current = refetch
  useEffect(() => {
    const stop = whenWorkerSays('news', () => latest.current())
    const onSeen = () => {
      if (document.visibilityState === 'visible') latest.current()
    }
    document.addEventListener('visibilitychange', onSeen)
    addEventListener('online', onSeen)
    return () => {
      stop()
      document.removeEventListener('visibilitychange', onSeen)
      removeEventListener('online', onSeen)
    }
  }, [])
}
