import type { Id, LetGo } from '../shared/api-types'
import { WarningCallout, When } from '../shared/ui'
import { useNews } from '../shared/use-news'
import { useResource } from '../shared/use-resource'
import { readLetGo } from './api'
import { words } from './words'

/** For a lead: colleagues who no longer get in, and the way to hand over what is still theirs. Nothing is shown when there are none. */
export function LetGoList({ teamId }: { teamId: Id }) {
  const gone = useResource(() => readLetGo(teamId), teamId)
  useNews(() => void gone.reload())
  const rows = gone.value ?? []
  if (rows.length === 0) return null
  return (
    <WarningCallout heading={words.letGoHeading}>
      <p>{words.letGoWhat}</p>
      <ul class="wm-people">{rows.map((row) => <Gone key={row.account_id} row={row} teamId={teamId} />)}</ul>
    </WarningCallout>
  )
}

function Gone({ row: { account_id: id, name, since, holds }, teamId }: { row: LetGo; teamId: Id }) {
  const holdsAny = holds.people + holds.requests + holds.places > 0
  return (
    <li class="wm-people__item">
      <p class="wm-people__name">{name}</p>
      <p class="wm-people__facts">{words.letGoSince} <When at={since} />. {words.letGoHolds(holds.people, holds.requests, holds.places)}</p>
      {holdsAny && <p><a href={`/team/members/${id}/hand-over?team=${teamId}`}>{words.letGoHandOver(name)}</a></p>}
    </li>
  )
}
