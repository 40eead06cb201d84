import { Page } from '../shared/ui'

export function WithdrawPage() {
  return <Page title="I no longer need this">{null}</Page>
}
