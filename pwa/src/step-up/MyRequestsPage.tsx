import { Page } from '../shared/ui'

export function MyRequestsPage() {
  return <Page title="My requests">{null}</Page>
}
