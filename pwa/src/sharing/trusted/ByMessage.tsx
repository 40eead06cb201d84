import { capabilities } from '../../shared/capabilities'
import { Button, Page } from '../../shared/ui'
import { JoinByCode } from '../JoinByCode'
import { accepting, goTo } from './accepting'
import { askForTrustedCode, joinTrustedWithCode, type Join } from './api'
import { words } from './words'

type Props = { token: string; join: Join; onPasskey: () => void }

/** For phones without passkeys: a second code, to their own address or number. */
export function ByMessage({ token, join, onPasskey }: Props) {
  return (
    <Page title={words.byMessageTitle}>
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
