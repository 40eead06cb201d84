import { CrisisContacts, Page } from '../shared/ui'
import { words } from './words'

export function UrgentHelpPage() {
  return (
    <Page title={words.urgentHeading}>
      <p>{words.urgentIntro}</p>
      <CrisisContacts />
      <p class="nhsuk-hint">{words.urgentOffline}</p>
    </Page>
  )
}
