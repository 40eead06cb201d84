import type { SignInProvider } from '../shared/api-types'
import { ContinueWith } from '../shared/ContinueWith'
import type { AskOfProvider } from '../shared/to-provider'
import { words } from './provider-words'

/** Where she comes back to: the next step of joining. */
export const joinedAddress = '/join?joined'

/** The first way to join where there is one. The invitation goes along to the service, since this page will be gone. */
export function JoinByProvider({ provider, token }: { provider: SignInProvider; token: string }) {
  const ask: AskOfProvider = { purpose: 'join', invitation: { token }, return_to: joinedAddress }
  return (
    <div class="wm-join-provider">
      <p>{words.what(provider.name)}</p>
      <ContinueWith provider={provider} ask={ask} isLarge />
      <ContinueWith provider={{ key: provider.key, name: provider.name }} ask={{ ...ask, lower: true }} kind="quiet">{words.noProof}</ContinueWith>
      <p class="nhsuk-hint">{words.noProofWhat}</p>
    </div>
  )
}
