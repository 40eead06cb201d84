import { Page } from '../shared/ui'

export function OpenPage() {
  return <Page title="Opening your message">{null}</Page>
}
