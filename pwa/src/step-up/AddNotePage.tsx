import { Page } from '../shared/ui'

export function AddNotePage() {
  return <Page title="Add a note">{null}</Page>
}
