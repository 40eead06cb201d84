import { useEffect } from 'preact/hooks'
import { useLocation } from 'preact-iso'

type Told = { kind?: string; path?: string } | null

/** A notification was tapped while this page was open: the service worker says where to go. */
export function GoWhereTold() {
  const { route } = useLocation()
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return
    const onMessage = (event: MessageEvent) => {
      const told = event.data as Told
      if (told?.kind === 'go' && told.path?.startsWith('/') === true) route(told.path)
    }
    navigator.serviceWorker.addEventListener('message', onMessage)
    return () => navigator.serviceWorker.removeEventListener('message', onMessage)
  }, [route])
  return null
}
