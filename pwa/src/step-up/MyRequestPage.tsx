import { Page } from '../shared/ui'

export function MyRequestPage() {
  return <Page title="My request">{null}</Page>
}
