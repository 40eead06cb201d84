import { Page } from '../shared/ui'

export function InvitePage() {
  return <Page title="Invite a person">{null}</Page>
}
