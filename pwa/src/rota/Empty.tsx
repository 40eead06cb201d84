import type { RotaWeek } from '../shared/api-types'
import { useResource } from '../shared/use-resource'
import { Card, LinkButton } from '../shared/ui'
import { readRotations } from './api'
import { hoursLink, rotationLink } from './links'
import { words } from './week-words'

/** No rota, or no hours yet: what holds meanwhile, and the first small step. */
export function Empty({ week }: { week: RotaWeek }) {
  const { days, team_id: team, may_change: mayChange } = week
  const hasHours = days.some(({ opening, closed_because: why }) => opening.length > 0 || why !== null)
  if (!hasHours) return <p>{words.noHours} {mayChange && <a href={hoursLink(team)}>{words.setHours}</a>}</p>
  return days.some(({ turns }) => turns.some(({ how }) => how !== 'member')) ? null : <NoRota week={week} />
}

/** Nobody is named this week; there may be a rotation that begins later. */
function NoRota({ week: { team_id: team, may_change: mayChange } }: { week: RotaWeek }) {
  const all = useResource(() => readRotations(team), team)
  if (all.value === null || all.value.rotations.length > 0) return null
  return (
    <Card heading={words.emptyHeading}>
      <p>{words.empty}</p>
      <p>{mayChange ? words.emptyLead : words.emptyWorker}</p>
      {mayChange && <LinkButton href={rotationLink(team, 'new')}>{words.emptyStep}</LinkButton>}
    </Card>
  )
}
