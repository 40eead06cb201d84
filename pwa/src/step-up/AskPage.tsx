import { Page } from '../shared/ui'

export function AskPage() {
  return <Page title="Ask for more support">{null}</Page>
}
