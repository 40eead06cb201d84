import { Page } from '../shared/ui'

export function AccountPage() {
  return <Page title="My account">{null}</Page>
}
