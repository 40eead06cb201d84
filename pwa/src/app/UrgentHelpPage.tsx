import { CrisisContacts, Page } from '../shared/ui'
import { UseMyPlan } from './UseMyPlan'
import { words } from './words'

export function UrgentHelpPage() {
  return (
    <Page title={words.urgentHeading}>
      <p>{words.urgentIntro}</p>
      <UseMyPlan />
      <CrisisContacts />
      <p class="nhsuk-hint">{words.urgentOffline}</p>
    </Page>
  )
}
