import type { MyTeamAnswer, StepUpRow } from '../../shared/api-types'
import { Card, When } from '../../shared/ui'
import { openRequest, sayWhoIsThere } from './rules'
import { words } from './words'

type Props = { now: number; team: MyTeamAnswer | null; requests: readonly StepUpRow[] }

/** "I need more support", or the request that is open already. */
export function SupportCard({ now, team, requests }: Props) {
  const open = openRequest(requests)
  if (open !== null) return <OpenRequestCard request={open} />
  const says = team === null ? [words.askAnyTime] : sayWhoIsThere(team, now)
  return (
    <Card kind="action" heading={words.ask} href="/ask">
      {says.map((sentence) => <p key={sentence}>{sentence}</p>)}
    </Card>
  )
}

function OpenRequestCard({ request }: { request: StepUpRow }) {
  return (
    <Card kind="action" heading={words.request} href={`/my-requests/${request.id}`}>
      <p>{words.requestSays(request.state)}</p>
      <p>{words.asked} <When at={request.asked_at} />.</p>
    </Card>
  )
}
