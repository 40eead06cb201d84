import { Page } from '../shared/ui'

export function PrivacyPage() {
  return <Page title="Privacy">{null}</Page>
}
