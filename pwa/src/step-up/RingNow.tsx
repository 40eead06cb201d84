import type { TeamView } from '../shared/api-types'
import { crisisContacts } from '../shared/crisis-contacts'
import { PhoneLink } from '../shared/ui'
import { words } from './words'

/** Whom to ring now, one tap each: the team or who stands in for it, then the lines that are always open. */
export function RingNow({ team }: { team: TeamView | null }) {
  return (
    <ul class="wm-ring">
      {team !== null && <TeamLine team={team} />}
      {crisisContacts().map(({ key, name, call }) => call !== null && <Line key={key} name={name} number={call} />)}
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

function Line({ name, number }: { name: string; number: string }) {
  return (
    <li class="wm-ring__line">
      <span>{name}</span> <PhoneLink number={number} />
    </li>
  )
}
