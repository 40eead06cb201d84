import { Page } from '../shared/ui'

export function CodePage() {
  return <Page title="Sign in with a code">{null}</Page>
}
