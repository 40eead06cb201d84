import { Page } from '../shared/ui'

export function AfterwardsPage() {
  return <Page title="How was it?">{null}</Page>
}
