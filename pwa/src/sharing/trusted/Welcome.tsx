import { useState } from 'preact/hooks'
import type { TrustedOpened } from '../../shared/api-types'
import { requestSignOut } from '../../shared/sign-out'
import { Button, CareCard, Failed, Page, When } from '../../shared/ui'
import { useSending } from '../../shared/use-sending'
import { finish, goTo } from './accepting'
import { declineTrusted } from './api'
import { words } from './words'

type Props = { token: string; invitation: TrustedOpened }

/** Who invites, what it is for, and as whom one would accept. */
export function Welcome({ token, invitation }: Props) {
  const [isDeclining, setIsDeclining] = useState(false)
  if (isDeclining) return <Decline token={token} inviter={invitation.inviter} onBack={() => setIsDeclining(false)} />
  const { inviter, name, expires_at, signed_in_as } = invitation
  return (
    <Page key="welcome" title={words.welcomeTitle(inviter)}>
      <p>{words.hello(name, inviter)}</p>
      <ul class="nhsuk-list nhsuk-list--bullet">
        {words.what.map((line) => <li key={line}>{line}</li>)}
      </ul>
      <p>{words.until} <When at={expires_at} />.</p>
      {signed_in_as !== null && <SignedInAs name={signed_in_as} />}
      <Button isLarge onClick={() => goTo('code')}>{words.goOn}</Button>
      <p><Button kind="quiet" onClick={() => setIsDeclining(true)}>{words.decline}</Button></p>
      <CareCard kind="urgent" heading={words.not}><p>{words.notBody}</p></CareCard>
    </Page>
  )
}

function SignedInAs({ name }: { name: string }) {
  return <p><strong>{words.signedInAs(name)}</strong> <Button kind="quiet" onClick={requestSignOut}>{words.notMe(name)}</Button></p>
}

function Decline({ token, inviter, onBack }: { token: string; inviter: string; onBack: () => void }) {
  const { isSending, error, send } = useSending()
  const decline = () => void send(async () => {
    await declineTrusted(token)
    finish('declined', inviter)
  })
  return (
    <Page key="decline" title={words.declineTitle}>
      {error !== null && <Failed what={words.declineCannot} error={error} />}
      <p>{words.declineBody(inviter)}</p>
      <div class="wm-button-group">
        <Button onClick={decline} isBusy={isSending} busyWords={words.declining}>{words.declineYes}</Button>
        <Button kind="secondary" onClick={onBack}>{words.declineBack}</Button>
      </div>
    </Page>
  )
}
