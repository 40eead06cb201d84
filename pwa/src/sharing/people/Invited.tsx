import type { TrustedPerson } from '../../shared/api-types'
import { When } from '../../shared/ui'
import { words } from './words'

/** Those who have not accepted yet: what they see is decided, and waits for them. */
export function Invited({ people, now }: { people: readonly TrustedPerson[]; now: number }) {
  if (people.length === 0) return null
  return (
    <section>
      <h2 class="nhsuk-heading-m">{words.invitedHeading}</h2>
      <ul class="wm-looks">
        {people.map((one) => <One key={one.id} person={one} now={now} />)}
      </ul>
    </section>
  )
}

function One({ person: { id, name, relation, invited_at, expires_at }, now }: { person: TrustedPerson; now: number }) {
  const isOver = Date.parse(expires_at) <= now
  return (
    <li class="wm-looks__item">
      <h3 class="wm-person__name"><a href={`/people/${id}`}>{name}</a><span class="wm-person__relation">, {words.relations[relation]}</span></h3>
      <p class="wm-person__sees">{words.invitedOn} <When at={invited_at} as="day" />.</p>
      <p class="wm-person__sees">{isOver ? words.linkOver : <>{words.linkUntil} <When at={expires_at} />.</>}</p>
      <p class="wm-acts">
        <a class="wm-act" href={`/people/${id}/link`} aria-label={words.againLabel(name)}>{words.again}</a>
        <a class="wm-act" href={`/people/${id}/stop`} aria-label={words.callBackLabel(name)}>{words.callBack}</a>
      </p>
    </li>
  )
}
