import { capabilities } from '../shared/capabilities'
import type { Me } from '../shared/api-types'
import { Card, LinkButton, Page } from '../shared/ui'
import { words } from './words'

/** Step 4: what is worth doing first. All of it can wait. */
export function JoinDone({ me }: { me: Me }) {
  return (
    <Page title={words.doneTitle} caption={words.step(4)}>
      <p>{words.doneBody}</p>
      {!me.has_way_back && <Card heading={words.doneWayBack} href="/account"><p>{words.doneWayBackBody}</p></Card>}
      {!capabilities.isInstalled() && (
        <Card heading={words.doneInstall}>
          <p>{capabilities.isApplePhone() ? words.doneInstallApple : words.doneInstallOther}</p>
        </Card>
      )}
      <Card heading={words.doneMessages} href="/devices"><p>{words.doneMessagesBody}</p></Card>
      <LinkButton href="/" isLarge>{words.doneHome}</LinkButton>
    </Page>
  )
}
