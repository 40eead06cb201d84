import { Page } from '../shared/ui'

export function ClosePage() {
  return <Page title="Close">{null}</Page>
}
