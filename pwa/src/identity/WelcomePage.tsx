import { Page } from '../shared/ui'

export function WelcomePage() {
  return <Page title="Sign in">{null}</Page>
}
