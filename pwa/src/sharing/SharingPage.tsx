import { Page } from '../shared/ui'

export function SharingPage() {
  return <Page title="Sharing">{null}</Page>
}
