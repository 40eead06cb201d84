import { ApiError } from '../shared/api'
import { me } from '../shared/session'
import { SignOutForgets } from '../shared/SignOutForgets'
import { requestSignOut } from '../shared/sign-out'
import type { InvitationOpened } from '../shared/api-types'
import { Await, Button, ButtonGroup, LinkButton, Page } from '../shared/ui'
import { useResource } from '../shared/use-resource'
import { openInvitation } from './api'
import { JoinDone } from './JoinDone'
import { joining, noteJoined, useInvitationInAddress } from './joining'
import { JoinSharing } from './JoinSharing'
import { JoinWayIn } from './JoinWayIn'
import { JoinWelcome } from './JoinWelcome'
import { isRefused } from './trouble'
import { words } from './words'
import './styles.scss'

/** From an invitation to an account of one's own, in four steps. Looking at the first uses nothing up. */
export function JoinPage() {
  useInvitationInAddress()
  useJoinedElsewhere()
  const { token, step, joinedAs } = joining.value
  const someone = me.value
  if (someone !== null && someone.account_id === joinedAs) return step === 'done' ? <JoinDone me={someone} /> : <JoinSharing />
  if (token === null) return <NoInvitation />
  if (someone !== null) return <SomebodyHere name={someone.name} />
  return <WithInvitation key={token} token={token} />
}

/** She has joined on a provider's pages, and comes back signed in: this page was gone meanwhile, and goes on with what is next. */
function useJoinedElsewhere(): void {
  const someone = me.value
  const isNew = new URLSearchParams(location.search).has('joined') && someone?.is_person === true && joining.value.joinedAs !== someone.account_id
  if (isNew) noteJoined(someone.account_id)
}

function WithInvitation({ token }: { token: string }) {
  const invitation = useResource(() => openInvitation(token), token)
  if (isRefused(invitation.error) || isMalformed(invitation.error)) return <InvitationRefused />
  if (invitation.value !== null) return <JoinStep token={token} invitation={invitation.value} />
  return <Page title={words.joinTitlePlain}><Await of={invitation} what={words.invitation}>{() => null}</Await></Page>
}

function JoinStep({ token, invitation }: { token: string; invitation: InvitationOpened }) {
  if (joining.value.step === 'welcome') return <JoinWelcome invitation={invitation} />
  return <JoinWayIn token={token} />
}

/** A link that was cut off on its way is no invitation either. */
function isMalformed(error: unknown): boolean {
  return error instanceof ApiError && error.status === 422
}

function InvitationRefused() {
  return (
    <Page title={words.refusedTitle}>
      <p>{words.refusedBody}</p>
      <p>{words.refusedJoined} {words.refusedNew}</p>
      <LinkButton href="/">{words.refusedSignIn}</LinkButton>
    </Page>
  )
}

function NoInvitation() {
  return (
    <Page title={words.noTokenTitle}>
      <p>{words.noTokenBody}</p>
      <p>{words.refusedJoined}</p>
      <LinkButton href="/" kind="secondary">{words.refusedSignIn}</LinkButton>
    </Page>
  )
}

function SomebodyHere({ name }: { name: string }) {
  return (
    <Page title={words.somebodyTitle}>
      <p>{words.somebodyBody(name)}</p>
      <p>{words.somebodyMe(name)}</p>
      <SignOutForgets />
      <ButtonGroup>
        <LinkButton href="/">{words.somebodyStay}</LinkButton>
        <Button kind="secondary" onClick={requestSignOut}>{words.somebodySignOut}</Button>
      </ButtonGroup>
    </Page>
  )
}
