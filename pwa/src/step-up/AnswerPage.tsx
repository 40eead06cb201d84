import { Page } from '../shared/ui'

export function AnswerPage() {
  return <Page title="I will answer">{null}</Page>
}
