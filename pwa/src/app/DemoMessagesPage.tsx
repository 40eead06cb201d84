import { Page } from '../shared/ui'

export function DemoMessagesPage() {
  return <Page title="Messages">{null}</Page>
}
