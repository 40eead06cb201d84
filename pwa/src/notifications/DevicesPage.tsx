import { Page } from '../shared/ui'

export function DevicesPage() {
  return <Page title="My devices">{null}</Page>
}
