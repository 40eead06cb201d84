import { useEffect, useState } from 'preact/hooks'
import { hasDrafts } from './device/drafts'
import { useMe } from './session'
import { words } from './words'

/** Beside a button that signs out: what she has begun to write goes with it, here and at the service. Nothing without such words. */
export function SignOutForgets() {
  const { account_id: accountId } = useMe()
  const [hasBegun, setHasBegun] = useState(false)
  useEffect(() => {
    void hasDrafts(accountId).then(setHasBegun)
  }, [accountId])
  return hasBegun ? <p>{words.signOutForgets}</p> : null
}
