import { Page } from '../shared/ui'

export function JoinPage() {
  return <Page title="Join">{null}</Page>
}
