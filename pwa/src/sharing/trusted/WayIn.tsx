import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { Me } from '../../shared/api-types'
import { capabilities } from '../../shared/capabilities'
import { forPeople, useProviders } from '../../shared/providers'
import { beginSession } from '../../shared/session'
import { Button, ErrorSummary, InsetText, Page } from '../../shared/ui'
import { useSending } from '../../shared/use-sending'
import { makePasskey } from '../passkeys'
import { passkeyNameFor } from '../rules'
import { errorsOf } from '../trouble'
import { words as providerWords } from '../provider-words'
import { words as joining } from '../words'
import { accepting, finish, goTo } from './accepting'
import { joinTrustedWithPasskey, readTrustedOptions, type Join } from './api'
import { isAboutCode } from './about-code'
import { ByMessage } from './ByMessage'
import { ByProvider } from './ByProvider'
import { words } from './words'

type Props = { token: string; inviter: string }

/** An account of one's own: a passkey in one tap, or a message. A code that was wrong leads back to its own step. */
export function WayIn({ token, inviter }: Props) {
  const [isByMessage, setIsByMessage] = useState(!capabilities.passkeys())
  const join = async (work: () => Promise<Me>) => {
    try {
      const joined = await work()
      finish('done', inviter)
      beginSession(joined)
    } catch (refusal) {
      if (isAboutCode(refusal)) goTo('code', { code: '', refusal })
      else throw refusal
    }
  }
  const provider = forPeople(useProviders())
  const first = provider === null ? null : <ByProvider provider={provider} token={token} />
  if (!isByMessage) return <ByPasskey key="passkey" token={token} join={join} first={first} onCannot={() => setIsByMessage(true)} />
  return <ByMessage key="message" token={token} join={join} first={capabilities.passkeys() ? null : first} onPasskey={() => setIsByMessage(false)} />
}

type PasskeyProps = { token: string; join: Join; first: ComponentChildren; onCannot: () => void }

function ByPasskey({ token, join, first, onCannot }: PasskeyProps) {
  const { isSending, error, send } = useSending()
  const name = passkeyNameFor(navigator.userAgent, joining.passkeyName)
  const add = () => void send(async () => {
    const { challenge_id, options } = await readTrustedOptions(token)
    const credential = await makePasskey(options)
    await join(() => joinTrustedWithPasskey(token, accepting.value.code, challenge_id, credential, name))
  })
  return (
    <Page title={first === null ? words.wayInTitle : providerWords.title}>
      {first}
      {first !== null && <h2 class="nhsuk-heading-m">{providerWords.orPasskey}</h2>}
      <ErrorSummary errors={errorsOf(error)} />
      <p>{words.wayInBody}</p>
      <InsetText><p>{words.wayInSafe}</p></InsetText>
      <Button isLarge kind={first === null ? 'primary' : 'secondary'} onClick={add} isBusy={isSending} busyWords={words.wayInBusy}>{words.wayInAdd}</Button>
      <p class="nhsuk-hint">{words.wayInNotMine}</p>
      <p><Button kind="quiet" onClick={onCannot}>{words.wayInCannot}</Button></p>
      <p><a href="/?next=/trusted">{words.haveAccount}</a></p>
      <p><Button kind="quiet" onClick={() => goTo('code')}>{words.back}</Button></p>
    </Page>
  )
}
