import { LinkButton, Page } from '../shared/ui'
import { words } from './words'
import './styles.scss'

/** Nobody is signed in on this screen any more: it says so, and shows nothing that could be taken for news. */
export function WallOverPage() {
  return (
    <Page title={words.overTitle} hideHeading>
      <div class="wm-wall">
        <p class="wm-wall__line" aria-hidden="true"><strong>{words.overTitle}</strong></p>
        <p class="wm-wall__todo">{words.over}</p>
        <p class="wm-wall__todo">{words.overDo}</p>
        <LinkButton href="/team" isLarge>{words.signIn}</LinkButton>
      </div>
    </Page>
  )
}
