import { Page } from '../shared/ui'

export function PeoplePage() {
  return <Page title="People">{null}</Page>
}
