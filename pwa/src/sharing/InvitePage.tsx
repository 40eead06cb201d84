import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { InvitationMade } from '../shared/api-types'
import { Await, Page } from '../shared/ui'
import { useResource } from '../shared/use-resource'
import { readInvitations, readTeams } from './api'
import { InvitationReady } from './InvitationReady'
import { InviteForm } from './InviteForm'
import { OpenInvitations } from './OpenInvitations'
import { words } from './words'
import './styles.scss'

type Made = { invitation: InvitationMade; wasSent: boolean }
const back = { href: '/caseload', words: words.invitePeopleBack }

/**
 * A worker's letter to somebody whom they know. Each state is a page of its own, so that the focus goes along.
 * @param first what waits for the worker and stands above the form
 */
export function InvitePage({ first }: { first: ComponentChildren }) {
  const teams = useResource(readTeams)
  const invitations = useResource(readInvitations)
  const [made, setMade] = useState<Made | null>(null)

  const finish = (invitation: InvitationMade, wasSent: boolean) => {
    setMade({ invitation, wasSent })
    void invitations.reload()
  }
  if (made !== null) {
    return (
      <Page key="ready" title={words.readyTitle(made.invitation.preferred_name)} back={back}>
        <InvitationReady {...made} onAnother={() => setMade(null)} />
      </Page>
    )
  }
  return (
    <Page key="form" title={words.inviteTitle} back={back}>
      {first}
      <p>{words.inviteIntro}</p>
      <Await of={teams} what={words.inviteTeams}>
        {(known) => (known.length === 0 ? <p>{words.inviteNoTeam}</p> : <InviteForm teams={known} onMade={finish} />)}
      </Await>
      <OpenInvitations of={invitations} />
    </Page>
  )
}
