/** Calls back when there may be something new: a push came, the page is looked at again, or the signal is back. */
import { useEffect, useRef } from 'preact/hooks'

export function useNews(refetch: () => void): void {
  const latest = useRef(refetch)
  latest.current = refetch
  useEffect(() => {
    const onNews = (event: MessageEvent) => {
      if ((event.data as { kind?: string } | null)?.kind === 'news') latest.current()
    }
    const onSeen = () => {
      if (document.visibilityState === 'visible') latest.current()
    }
    const worker = 'serviceWorker' in navigator ? navigator.serviceWorker : null
    worker?.addEventListener('message', onNews)
    document.addEventListener('visibilitychange', onSeen)
    addEventListener('online', onSeen)
    return () => {
      worker?.removeEventListener('message', onNews)
      document.removeEventListener('visibilitychange', onSeen)
      removeEventListener('online', onSeen)
    }
  }, [])
}
