import { useMe } from '../../shared/session'
import { Page } from '../../shared/ui'
import { useNews } from '../../shared/use-news'
import { useNow } from '../../shared/use-now'
import { useResource } from '../../shared/use-resource'
import { InstallHint } from '../InstallHint'
import { readMyRequests, readMyTeam } from './api'
import { MyPeople } from './MyPeople'
import { Next } from './Next'
import { greet } from './rules'
import { SupportCard } from './SupportCard'
import { words } from './words'

/** Where a person arrives: asking for more support is the largest thing, and waits for no answer of the service. */
export function HomePage() {
  const me = useMe()
  const now = useNow()
  const team = useResource(readMyTeam)
  const requests = useResource(readMyRequests)
  useNews(() => {
    void requests.reload()
    void team.reload()
  })
  return (
    <Page title={greet(me.name, now)} windowTitle={words.title}>
      <SupportCard now={now} team={team.value} requests={requests.value ?? []} />
      <Next me={me} requests={requests.value ?? []} />
      <MyPeople team={team} />
      <InstallHint />
    </Page>
  )
}
