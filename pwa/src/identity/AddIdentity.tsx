import { useMe } from '../shared/session'
import type { Identity, SignInProvider } from '../shared/api-types'
import { pendingName } from '../shared/pending-identity'
import { useProviders } from '../shared/providers'
import { goToProvider } from '../shared/to-provider'
import { Button, ErrorSummary } from '../shared/ui'
import { useSending } from '../shared/use-sending'
import { confirmed } from './confirmed'
import { words } from './provider-words'
import { errorsOf } from './trouble'

/** The providers of this service that are no way into this account yet: those for people to anybody, those for staff to workers. */
export function AddIdentity({ have }: { have: readonly Identity[] }) {
  const { is_worker } = useMe()
  // One that was just proved here is offered above, with less to do.
  const isOffered = (name: string) => name === pendingName.value
  const known = useProviders().filter(({ key, name, kind }) => !have.some(({ provider }) => provider.key === key) && !isOffered(name) && (kind === 'people' || is_worker))
  return <>{known.map((provider) => <AddOne key={provider.key} provider={provider} />)}</>
}

/** She leaves the page for it; where a fresh sign-in is wanted first, that is asked for here. */
function AddOne({ provider }: { provider: SignInProvider }) {
  const { isSending, error, send } = useSending()
  const { is_person } = useMe()
  const ask = { purpose: 'link', return_to: '/account', ...(is_person ? {} : { lower: true }) } as const
  const add = () => void send(() => confirmed(() => goToProvider(provider, ask)))
  return (
    <>
      <ErrorSummary errors={errorsOf(error)} />
      <p class="nhsuk-hint wm-account-hint">{words.identityAddHint(provider.name)}</p>
      <Button kind="secondary" onClick={add} isBusy={isSending}>{words.identityAdd(provider.name)}</Button>
    </>
  )
}
