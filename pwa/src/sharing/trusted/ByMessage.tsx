import type { ComponentChildren } from 'preact'
import { capabilities } from '../../shared/capabilities'
import { Button, Page } from '../../shared/ui'
import { JoinByCode } from '../JoinByCode'
import { words as providerWords } from '../provider-words'
import { accepting, goTo } from './accepting'
import { askForTrustedCode, joinTrustedWithCode, type Join } from './api'
import { words } from './words'

type Props = { token: string; join: Join; first: ComponentChildren; onPasskey: () => void }

/** For phones without passkeys: a second code, to their own address or number. */
export function ByMessage({ token, join, first, onPasskey }: Props) {
  return (
    <Page title={words.byMessageTitle}>
      {first}
      {first !== null && <h2 class="nhsuk-heading-m">{providerWords.orCode}</h2>}
      {!capabilities.passkeys() && <p>{words.byMessageHere}</p>}
      <p>{words.byMessageBody}</p>
      <JoinByCode
        onAsk={async (contact) => (await askForTrustedCode(token, contact)).id}
        onCode={(id, digits) => join(() => joinTrustedWithCode(token, accepting.value.code, id, digits))}
      />
      {capabilities.passkeys() && <p><Button kind="quiet" onClick={onPasskey}>{words.passkeyInstead}</Button></p>}
      <p><a href="/?next=/trusted">{words.haveAccount}</a></p>
      <p><Button kind="quiet" onClick={() => goTo('code')}>{words.back}</Button></p>
    </Page>
  )
}
