import { Page } from '../shared/ui'

export function WhoHasLookedPage() {
  return <Page title="Who has looked">{null}</Page>
}
