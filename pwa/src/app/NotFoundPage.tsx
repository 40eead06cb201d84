import { LinkButton, Page } from '../shared/ui'
import { words } from './words'

export function NotFoundPage() {
  return (
    <Page title={words.notFoundHeading}>
      <p>{words.notFoundBody}</p>
      <LinkButton href="/">{words.goHome}</LinkButton>
    </Page>
  )
}
