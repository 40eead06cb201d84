import type { MyTeamAnswer, TeamView } from '../../shared/api-types'
import { Await, PhoneLink } from '../../shared/ui'
import type { Resource } from '../../shared/use-resource'
import { sayHours } from './rules'
import { words } from './words'

type Props = { team: Resource<MyTeamAnswer>; now: number }

/** Who is there for the person, and who may see what. */
export function MyPeople({ team, now }: Props) {
  return (
    <section aria-labelledby="my-people">
      <h2 class="nhsuk-heading-m" id="my-people">{words.people}</h2>
      <Await of={team} what={words.yourPeople}>{(answer) => <People {...answer} now={now} />}</Await>
      <ul class="nhsuk-list wm-link-list">
        <li><a href="/people">{words.whoSees}</a></li>
        <li><a href="/about-me">{words.aboutMe}</a></li>
        <li><a href="/who-has-looked">{words.whoHasLooked}</a></li>
      </ul>
    </section>
  )
}

function People({ key_worker, team, now }: MyTeamAnswer & { now: number }) {
  return (
    <>
      {key_worker === null
        ? <p>{words.noKeyWorker}</p>
        : <p><strong>{key_worker.name}</strong>, {words.keyWorker}</p>}
      <p><strong>{team.name}</strong>, {sayHours(team, now)}</p>
      <Ring team={team} />
    </>
  )
}

/** The team while it is there; whoever stands in for it otherwise. */
function Ring({ team }: { team: TeamView }) {
  if (team.is_open) return team.phone === null ? null : <p><PhoneLink number={team.phone}>{words.ringTeam(team.phone)}</PhoneLink></p>
  const { words: says, call } = team.out_of_hours
  return <p>{says} {call !== null && <PhoneLink number={call} />}</p>
}
