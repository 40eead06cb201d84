import { Page } from '../shared/ui'

export function ContactPage() {
  return <Page title="We have spoken">{null}</Page>
}
