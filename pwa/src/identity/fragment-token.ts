/**
 * The secret in the address of a link. It is taken out of the address bar and of the history as soon as it is
 * seen, and then known to this page alone.
 */
import { useEffect, useState } from 'preact/hooks'
import { tokenIn } from './rules'

export function useFragmentToken(): string | null {
  const [token, setToken] = useState(takeToken)
  useEffect(() => {
    // The same page, opened again with another link.
    const onOther = () => setToken((before) => takeToken() ?? before)
    addEventListener('hashchange', onOther)
    return () => removeEventListener('hashchange', onOther)
  }, [])
  return token
}

function takeToken(): string | null {
  if (location.hash === '') return null
  const token = tokenIn(location.hash)
  if (token !== null) history.replaceState(history.state, '', location.pathname + location.search)
  return token
}
