import { ApiError } from '../../shared/api'
import { me } from '../../shared/session'
import { SignOutForgets } from '../../shared/SignOutForgets'
import { requestSignOut } from '../../shared/sign-out'
import type { TrustedOpened } from '../../shared/api-types'
import { Await, Button, ButtonGroup, LinkButton, Page } from '../../shared/ui'
import { useResource } from '../../shared/use-resource'
import { isRefused } from '../trouble'
import { accepting, useTrustedInAddress } from './accepting'
import { openTrusted } from './api'
import { CodeStep } from './CodeStep'
import { Accepted, Declined } from './Ends'
import { WayIn } from './WayIn'
import { Welcome } from './Welcome'
import { words } from './words'
import '../styles.scss'

/** From a person's invitation to seeing what they share. Looking uses nothing up; who is signed in is said first. */
export function TrustedPage() {
  useTrustedInAddress()
  const { token, step, inviter } = accepting.value
  if (step === 'declined') return <Declined />
  if (step === 'done' && me.value !== null) return <Accepted inviter={inviter} />
  if (token === null) return <NoInvitation />
  return <WithInvitation key={token} token={token} />
}

function WithInvitation({ token }: { token: string }) {
  const invitation = useResource(() => openTrusted(token), me.value?.account_id ?? '')
  if (isRefused(invitation.error) || isMalformed(invitation.error)) return <Refused />
  if (invitation.value === null) return <Page key="wait" title={words.title}><Await of={invitation} what={words.get}>{() => null}</Await></Page>
  return <OneStep token={token} invitation={me.value === null ? asNobody(invitation.value) : invitation.value} />
}

function OneStep({ token, invitation }: { token: string; invitation: TrustedOpened }) {
  const { step } = accepting.value
  if (invitation.is_wrong_account !== null) return <WrongAccount invitation={invitation} />
  if (step === 'welcome') return <Welcome token={token} invitation={invitation} />
  if (step === 'code' || me.value !== null) return <CodeStep token={token} invitation={invitation} />
  return <WayIn token={token} inviter={invitation.inviter} />
}

/** Who has just pressed "Sign out" is nobody here at once; the service may hear of it a moment after it was asked. */
function asNobody(invitation: TrustedOpened): TrustedOpened {
  return { ...invitation, signed_in_as: null, is_wrong_account: null }
}

/** A link that was cut off on its way is no invitation either. */
function isMalformed(error: unknown): boolean {
  return error instanceof ApiError && error.status === 422
}

function WrongAccount({ invitation: { is_wrong_account, signed_in_as } }: { invitation: TrustedOpened }) {
  const why = words.wrong[is_wrong_account ?? 'own']
  return (
    <Page key="wrong" title={words.wrongTitle}>
      <p>{why(signed_in_as ?? '')}</p>
      <p>{words.wrongSafe}</p>
      <SignOutForgets />
      <ButtonGroup>
        <Button onClick={requestSignOut}>{words.wrongSignOut}</Button>
        <LinkButton href="/" kind="secondary">{words.wrongStay}</LinkButton>
      </ButtonGroup>
    </Page>
  )
}

function Refused() {
  return (
    <Page key="refused" title={words.refusedTitle}>
      <p>{words.refusedBody}</p>
      {me.value === null && <p>{words.refusedJoined}</p>}
      {me.value === null ? <LinkButton href="/?next=/support" kind="secondary">{words.signIn}</LinkButton> : <LinkButton href="/">{words.wrongStay}</LinkButton>}
    </Page>
  )
}

function NoInvitation() {
  return (
    <Page key="none" title={words.noTokenTitle}>
      <p>{words.noTokenBody}</p>
      {me.value === null && <p>{words.refusedJoined}</p>}
      {me.value === null && <LinkButton href="/?next=/support" kind="secondary">{words.signIn}</LinkButton>}
    </Page>
  )
}
