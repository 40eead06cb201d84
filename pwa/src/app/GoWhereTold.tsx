import { useEffect } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { whenWorkerSays } from '../shared/worker-says'

/** A notification was tapped while this page was open: the service worker says where to go. */
export function GoWhereTold() {
  const { route } = useLocation()
  useEffect(() => whenWorkerSays('go', ({ path }) => {
    if (path?.startsWith('/') === true) route(path)
  }), [route])
  return null
}
