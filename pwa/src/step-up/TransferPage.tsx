import { Page } from '../shared/ui'

export function TransferPage() {
  return <Page title="Hand over">{null}</Page>
}
