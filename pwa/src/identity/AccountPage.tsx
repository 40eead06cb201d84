import { useMe } from '../shared/session'
import { SignOutForgets } from '../shared/SignOutForgets'
import { requestSignOut } from '../shared/sign-out'
import { Button, Page, SummaryList } from '../shared/ui'
import { useResource } from '../shared/use-resource'
import { ConfirmItIsYou } from './ConfirmItIsYou'
import { SignedInPlaces } from './SignedInPlaces'
import { readWays } from './ways'
import { WaysIn } from './WaysIn'
import { words } from './words'
import './styles.scss'

/** Who I am here, how I get in, and where I am signed in. */
export function AccountPage() {
  const { name, teams, is_person, is_trusted } = useMe()
  const ways = useResource(readWays)
  const teamRows = teams.length === 0 ? [] : [{ key: words.teamsKey, value: teams.map((team) => team.name).join(', ') }]
  return (
    <Page title={words.accountTitle}>
      <SummaryList rows={[{ key: words.nameKey, value: name }, ...teamRows]} />
      <WaysIn of={ways} />
      <SignedInPlaces />
      <h2 class="nhsuk-heading-m">{words.moreHeading}</h2>
      <ul class="nhsuk-list wm-link-list">
        <li><a href="/devices">{words.devices}</a></li>
        {is_trusted && <li><a href="/support">{words.support}</a></li>}
        {is_trusted && <li><a href="/help-for-carers">{words.helpForCarers}</a></li>}
        {is_person && <li><a href="/my-requests">{words.myRequests}</a></li>}
        {is_person && <li><a href="/about-me">{words.aboutMe}</a></li>}
        {is_person && <li><a href="/sharing">{words.sharing}</a></li>}
        {is_person && <li><a href="/who-has-looked">{words.whoHasLooked}</a></li>}
        {is_person && <li><a href="/look">{words.look}</a></li>}
        <li><a href="/privacy">{words.privacy}</a></li>
      </ul>
      <h2 class="nhsuk-heading-m">{words.signOutHeading}</h2>
      <p>{words.signOutWhat}</p>
      <SignOutForgets />
      <Button kind="secondary" onClick={requestSignOut}>{words.signOut}</Button>
      <ConfirmItIsYou ways={ways.value} here="/account" />
    </Page>
  )
}
