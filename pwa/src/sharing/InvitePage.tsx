import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { InvitationMade } from '../shared/api-types'
import { Await, Loading, Page } from '../shared/ui'
import { useResource } from '../shared/use-resource'
import { readInvitations, readTeams } from './api'
import { InvitationReady } from './InvitationReady'
import { InviteForm } from './InviteForm'
import { OpenInvitations } from './OpenInvitations'
import { words as more } from './number-words'
import { words } from './words'
import './styles.scss'

type Made = { invitation: InvitationMade; wasSent: boolean }
const back = { href: '/caseload', words: words.invitePeopleBack }

type Props = {
  /** What waits for the worker besides. */
  above: ComponentChildren
  /** False while that is not known yet. */
  isKnown: boolean
  /** Nothing stands above the form. */
  isFirst: boolean
}

/** A worker's letter to somebody whom they know. Each state is a page of its own, so that the focus goes along. */
export function InvitePage({ above, isKnown, isFirst }: Props) {
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
      {isKnown && above}
      {isKnown && !isFirst && <h2 class="nhsuk-heading-m">{more.inviteAnother}</h2>}
      <p>{words.inviteIntro}</p>
      {isKnown
        ? (
            <Await of={teams} what={words.inviteTeams}>
              {(known) => (known.length === 0 ? <p>{words.inviteNoTeam}</p> : <InviteForm teams={known} onMade={finish} />)}
            </Await>
          )
        : <Loading what={words.inviteTeams} />}
      <OpenInvitations of={invitations} />
    </Page>
  )
}
