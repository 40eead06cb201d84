import { Page } from '../shared/ui'

export function LinkPage() {
  return <Page title="Sign in with a link">{null}</Page>
}
