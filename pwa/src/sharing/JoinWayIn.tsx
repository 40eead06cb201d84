import { useState } from 'preact/hooks'
import { capabilities } from '../shared/capabilities'
import { beginSession } from '../shared/session'
import type { Me } from '../shared/api-types'
import { Button, ErrorSummary, InsetText, Page } from '../shared/ui'
import { askForJoinCode, joinWithCode } from './api'
import { JoinByCode } from './JoinByCode'
import { goTo, noteJoined } from './joining'
import { joinByPasskey } from './passkeys'
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
  if (isByCode) {
    return (
      <Page key="code" title={words.byCodeTitle} caption={words.step(2)}>
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
  return <ByPasskey key="passkey" token={token} onCannot={() => setIsByCode(true)} />
}

function ByPasskey({ token, onCannot }: { token: string; onCannot: () => void }) {
  const { isSending, error, send } = useSending()
  const name = passkeyNameFor(navigator.userAgent, words.passkeyName)
  const add = () => void send(async () => finish(await joinByPasskey(token, name)))
  return (
    <Page title={words.wayInTitle} caption={words.step(2)}>
      <ErrorSummary errors={errorsOf(error)} />
      <p>{words.wayInWhat}</p>
      <InsetText><p>{words.wayInSafe}</p></InsetText>
      <Button isLarge onClick={add} isBusy={isSending} busyWords={words.wayInBusy}>{words.wayInAdd}</Button>
      <p class="nhsuk-hint">{words.wayInNotMine}</p>
      <p><Button kind="quiet" onClick={onCannot}>{words.wayInCannot}</Button></p>
      <p><Button kind="quiet" onClick={() => goTo('welcome')}>{words.back}</Button></p>
    </Page>
  )
}
