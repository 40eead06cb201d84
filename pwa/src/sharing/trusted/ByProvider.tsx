import { useEffect } from 'preact/hooks'
import type { SignInProvider } from '../../shared/api-types'
import { ContinueWith } from '../../shared/ContinueWith'
import { carried, type AskOfProvider } from '../../shared/to-provider'
import { words } from '../provider-words'
import { isAboutCode } from './about-code'
import { accepting, goTo } from './accepting'

/**
 * The first way to accept where there is one, with an account or without. Link and code go along to the service, since this page
 * will be gone; also when they first look for their way in on the sign-in page.
 */
export function ByProvider({ provider, token }: { provider: SignInProvider; token: string }) {
  const { code } = accepting.value
  const ask: AskOfProvider = { purpose: 'trusted', lower: true, invitation: { token, short_code: code }, return_to: '/support' }
  useEffect(() => {
    carried.value = ask
  })
  const leadBack = (refusal: unknown) => {
    if (!isAboutCode(refusal)) return false
    goTo('code', { code: '', refusal })
    return true
  }
  return (
    <>
      <p>{words.trusted(provider.name)}</p>
      <ContinueWith provider={provider} ask={ask} isLarge onRefused={leadBack} />
    </>
  )
}
