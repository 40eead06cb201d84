import { useLocation } from 'preact-iso'
import { ApiError } from '../shared/api'
import { beginSession, me } from '../shared/session'
import { Button, ButtonGroup, ErrorSummary, LinkButton, Page } from '../shared/ui'
import { takeLink } from './api'
import { useFragmentToken } from './fragment-token'
import { errorsOf } from './trouble'
import { useSending } from '../shared/use-sending'
import { words } from './words'

/** Opened from a message. Looking at it uses nothing up, since mail programs look at links too: only the button does. */
export function LinkPage() {
  const token = useFragmentToken()
  const { route } = useLocation()
  const { isSending, error, send } = useSending()
  const isRefused = error instanceof ApiError && error.status < 500 && error.status !== 429

  if (token === null || isRefused) return <BrokenLink />
  const signIn = () =>
    void send(async () => {
      beginSession(await takeLink(token))
      route('/', true)
    })
  return (
    <Page title={words.linkTitle}>
      <ErrorSummary errors={errorsOf(error)} />
      <p>{words.linkReady}</p>
      <Button isLarge onClick={signIn} isBusy={isSending} busyWords={words.linkBusy}>{words.linkButton}</Button>
    </Page>
  )
}

function BrokenLink() {
  const name = me.value?.name
  return (
    <Page title={words.linkBrokenTitle}>
      <p>{words.linkBroken}</p>
      {name !== undefined && <p>{words.linkSignedIn(name)}</p>}
      <ButtonGroup>
        {name !== undefined && <LinkButton href="/">{words.linkGoOn}</LinkButton>}
        <LinkButton href="/sign-in/code" kind={name === undefined ? 'primary' : 'secondary'}>{words.linkNewCode}</LinkButton>
        {name === undefined && <LinkButton href="/" kind="secondary">{words.backToSignIn}</LinkButton>}
      </ButtonGroup>
    </Page>
  )
}
