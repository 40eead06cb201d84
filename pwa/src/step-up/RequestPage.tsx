import { Page } from '../shared/ui'

export function RequestPage() {
  return <Page title="Request">{null}</Page>
}
