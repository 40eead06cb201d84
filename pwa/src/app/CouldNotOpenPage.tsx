import { Button, ButtonGroup, LinkButton, Page } from '../shared/ui'
import { words } from './words'

/** The page's own file could not be fetched. */
export function CouldNotOpenPage() {
  return (
    <Page title={words.cannotOpenHeading}>
      <p>{words.cannotOpenBody}</p>
      <ButtonGroup>
        <Button onClick={() => location.reload()}>{words.brokenReload}</Button>
        <LinkButton href="/" kind="secondary">{words.goHome}</LinkButton>
      </ButtonGroup>
    </Page>
  )
}
