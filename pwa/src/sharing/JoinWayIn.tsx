import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { capabilities } from '../shared/capabilities'
import { forPeople, useProviders } from '../shared/providers'
import { beginSession } from '../shared/session'
import type { Me } from '../shared/api-types'
import { Button, ErrorSummary, InsetText, Page } from '../shared/ui'
import { askForJoinCode, joinWithCode } from './api'
import { JoinByCode } from './JoinByCode'
import { JoinByProvider } from './JoinByProvider'
import { goTo, noteJoined } from './joining'
import { joinByPasskey } from './passkeys'
import { words as providerWords } from './provider-words'
import { passkeyNameFor } from './rules'
import { errorsOf } from './trouble'
import { useSending } from '../shared/use-sending'
import { words } from './words'

function finish(me: Me): void {
  noteJoined(me.account_id)
  beginSession(me)
}

/** Step 2: a passkey in one tap; a code for those who cannot. Each is a page, so that the focus goes along. */
export function JoinWayIn({ token }: { token: string }) {
  const [isByCode, setIsByCode] = useState(!capabilities.passkeys())
  const provider = forPeople(useProviders())
  const first = provider === null ? null : <JoinByProvider provider={provider} token={token} />
  if (isByCode) {
    return (
      <Page key="code" title={words.byCodeTitle} caption={words.step(2)}>
        {!capabilities.passkeys() && first}
        {!capabilities.passkeys() && first !== null && <h2 class="nhsuk-heading-m">{providerWords.orCode}</h2>}
        {!capabilities.passkeys() && <p>{words.byCodeHere}</p>}
        <p>{words.byCodeWhat}</p>
        <JoinByCode
          onAsk={async (contact) => (await askForJoinCode(token, contact)).id}
          onCode={async (id, code) => finish(await joinWithCode(token, id, code))}
        />
        {capabilities.passkeys() && <p><Button kind="quiet" onClick={() => setIsByCode(false)}>{words.passkeyInstead}</Button></p>}
        <p><a href="/">{words.joinedAlready}</a></p>
      </Page>
    )
  }
  return <ByPasskey key="passkey" token={token} first={first} onCannot={() => setIsByCode(true)} />
}

type PasskeyProps = { token: string; first: ComponentChildren; onCannot: () => void }

function ByPasskey({ token, first, onCannot }: PasskeyProps) {
  const { isSending, error, send } = useSending()
  const name = passkeyNameFor(navigator.userAgent, words.passkeyName)
  const add = () => void send(async () => finish(await joinByPasskey(token, name)))
  return (
    <Page title={first === null ? words.wayInTitle : providerWords.title} caption={words.step(2)}>
      {first}
      {first !== null && <h2 class="nhsuk-heading-m">{providerWords.orPasskey}</h2>}
      <ErrorSummary errors={errorsOf(error)} />
      <p>{words.wayInWhat}</p>
      <InsetText><p>{words.wayInSafe}</p></InsetText>
      <Button isLarge kind={first === null ? 'primary' : 'secondary'} onClick={add} isBusy={isSending} busyWords={words.wayInBusy}>{words.wayInAdd}</Button>
      <p class="nhsuk-hint">{words.wayInNotMine}</p>
      <p><Button kind="quiet" onClick={onCannot}>{words.wayInCannot}</Button></p>
      <p><Button kind="quiet" onClick={() => goTo('welcome')}>{words.back}</Button></p>
    </Page>
  )
}
