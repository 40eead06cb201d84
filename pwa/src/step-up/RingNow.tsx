import type { TeamView } from '../shared/api-types'
import { crisisContacts, openFirst, sayWhenOpen } from '../shared/crisis-contacts'
import { PhoneLink } from '../shared/ui'
import { useNow } from '../shared/use-now'
import { words } from './words'

/** Whom to ring now, one tap each: the team or who stands in for it, then the lines that are open, then the others with their hours. */
export function RingNow({ team }: { team: TeamView | null }) {
  const now = useNow()
  const lines = openFirst(crisisContacts(), now)
  return (
    <ul class="wm-ring">
      {team !== null && <TeamLine team={team} />}
      {lines.map((line) => (
        line.call !== null && <Line key={line.key} name={line.name} number={line.call} hours={line.always_open ? '' : sayWhenOpen(line, now).join(', ')} />
      ))}
    </ul>
  )
}

/** Out of hours whoever stands in; else the team itself. */
export function numberOf(team: TeamView): string | null {
  return team.is_open ? team.phone : team.out_of_hours.call
}

function TeamLine({ team }: { team: TeamView }) {
  const number = numberOf(team)
  if (number === null) return null
  return <Line name={team.is_open ? words.yourTeam : words.outOfHours} number={number} />
}

function Line({ name, number, hours = '' }: { name: string; number: string; hours?: string }) {
  return (
    <li class="wm-ring__line">
      <span>{name}{hours !== '' && <> <span class="wm-ring__hours">{hours}</span></>}</span> <PhoneLink number={number} />
    </li>
  )
}
