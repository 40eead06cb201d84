import type { MyTeamAnswer, StepUpRow } from '../../shared/api-types'
import { useLive } from '../../step-up/use-live'
import { Headline } from '../../step-up/Headline'
import type { Resource } from '../../shared/use-resource'
import { Card, When } from '../../shared/ui'
import { pollRequest } from './api'
import { openRequest, sayWhoIsThere } from './rules'
import { words } from './words'

type Props = { now: number; team: Resource<MyTeamAnswer>; requests: readonly StepUpRow[] }

/** "I need more support", or the request that is open already. As high as each other, so that nothing moves. */
export function SupportCard({ now, team, requests }: Props) {
  const open = openRequest(requests)
  return <div class="wm-home__support">{open === null ? <AskCard now={now} team={team} /> : <OpenRequestCard request={open} />}</div>
}

function AskCard({ now, team }: Omit<Props, 'requests'>) {
  const unknown = team.isLoading ? [words.askAnyTime] : [words.askAnyTime, words.talkNow]
  const says = team.value === null ? unknown : sayWhoIsThere(team.value, now)
  return (
    <Card kind="action" heading={words.ask} href="/ask">
      {says.map((sentence) => <p key={sentence}>{sentence}</p>)}
    </Card>
  )
}

/** Where her request stands, in the same words as on its own page, and as live. */
function OpenRequestCard({ request }: { request: StepUpRow }) {
  const live = useLive((etag) => pollRequest(request.id, etag), request.id)
  return (
    <Card
      kind="action"
      heading={live.value === null ? words.requestSays(request.state) : <Headline view={live.value} />}
      href={`/my-requests/${request.id}`}
    >
      <p>{words.asked} <When at={request.asked_at} />. {words.seeRequest}</p>
    </Card>
  )
}
