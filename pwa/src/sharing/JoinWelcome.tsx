import type { InvitationOpened } from '../shared/api-types'
import { Button, CareCard, Details, Page, PhoneLink } from '../shared/ui'
import { goTo } from './joining'
import { words } from './words'

/** Step 1: who invites, what this is, and what it is not. */
export function JoinWelcome({ invitation }: { invitation: InvitationOpened }) {
  const { preferred_name, invited_by, team, organisation } = invitation
  return (
    <Page title={words.joinTitle(preferred_name)} caption={words.step(1)}>
      <p>{words.joinInvited(invited_by, team.name, organisation)}</p>
      <h2 class="nhsuk-heading-m">{words.joinWhat}</h2>
      <ul class="nhsuk-list nhsuk-list--bullet">
        {words.joinWhatBody.map((line) => <li key={line}>{line}</li>)}
      </ul>
      <CareCard kind="urgent" heading={words.joinNot}>
        <p>{words.joinNotBody}</p>
        <p>{words.joinNotRing}</p>
        <ul class="nhsuk-list">
          <li><PhoneLink number="999">{words.joinRing999}</PhoneLink></li>
          <li><PhoneLink number="111">{words.joinRing111}</PhoneLink></li>
        </ul>
      </CareCard>
      <Button isLarge onClick={() => goTo('way-in')}>{words.joinStart}</Button>
      <Details summary={words.joinNotMe}><p>{words.joinNotMeBody(invited_by)}</p></Details>
    </Page>
  )
}
