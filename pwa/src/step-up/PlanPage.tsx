import { Page } from '../shared/ui'

export function PlanPage() {
  return <Page title="We agreed a plan">{null}</Page>
}
