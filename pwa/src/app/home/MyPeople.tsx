import type { MyTeamAnswer } from '../../shared/api-types'
import { Await, PhoneLink } from '../../shared/ui'
import type { Resource } from '../../shared/use-resource'
import { words } from './words'

/** Who is there for the person, and who may see what. */
export function MyPeople({ team }: { team: Resource<MyTeamAnswer> }) {
  return (
    <section aria-labelledby="my-people">
      <h2 class="nhsuk-heading-m" id="my-people">{words.people}</h2>
      <Await of={team} what="your people">{(answer) => <People {...answer} />}</Await>
      <ul class="nhsuk-list wm-link-list">
        <li><a href="/sharing">{words.whoSees}</a></li>
        <li><a href="/who-has-looked">{words.whoHasLooked}</a></li>
      </ul>
    </section>
  )
}

function People({ key_worker, team }: MyTeamAnswer) {
  return (
    <>
      <p>{key_worker === null ? words.noKeyWorker : words.keyWorker(key_worker.name)}</p>
      {team.phone !== null && <p><PhoneLink number={team.phone}>{words.ringTeam(team.name)}</PhoneLink></p>}
    </>
  )
}
