import type { Around, TeamAround as Team } from '../shared/api-types'
import { PhoneLink, SummaryList, When, type SummaryRow } from '../shared/ui'
import { words } from './words'

/** Who is who in the team, and how to reach them. Nothing of this needs anybody's consent. */
export function TeamAround({ around: { team, key_worker: keyWorker, carer_champion: champion } }: { around: Around }) {
  const rows: SummaryRow[] = [
    ...(keyWorker === null ? [] : [{ key: words.keyWorker, value: keyWorker.name }]),
    ...(champion === null ? [] : [{ key: words.champion, value: champion.name }]),
    ...(team === null ? [] : rowsOf(team)),
  ]
  return (
    <section>
      <h2 class="nhsuk-heading-m">{words.teamTitle}</h2>
      {team === null && <p>{words.noTeam}</p>}
      <SummaryList rows={rows} />
    </section>
  )
}

function rowsOf(team: Team): SummaryRow[] {
  const { phone, out_of_hours: closed } = team
  const opening = team.opens_at === null ? words.isClosed : <>{words.isClosed} {words.opens} <When at={team.opens_at} />.</>
  return [
    { key: words.team, value: <>{team.name}<br />{team.is_open ? words.isOpen : opening}{phone !== null && <><br /><PhoneLink number={phone} /></>}</> },
    ...(team.is_open ? [] : [{ key: words.outOfHours, value: <>{closed.words} {closed.call !== null && <PhoneLink number={closed.call} />}</> }]),
  ]
}
