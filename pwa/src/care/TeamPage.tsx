import { Page } from '../shared/ui'

export function TeamPage() {
  return <Page title="Team">{null}</Page>
}
