import { Page } from '../shared/ui'

export function RequestsPage() {
  return <Page title="Requests">{null}</Page>
}
