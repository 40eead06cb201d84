import type { TrustedPerson } from '../../shared/api-types'
import { sayWhatIsOver, sayWhatTheySee, seesAnything, type Stand } from './say'
import { words } from './words'

type Props = { people: readonly TrustedPerson[]; now: number; isStopped: boolean }

/** Those who are here, each with what they see and the ways to change it. */
export function Sharing({ people, now, isStopped }: Props) {
  if (people.length === 0) return null
  return (
    <section>
      <h2 class="nhsuk-heading-m">{words.sharingHeading}</h2>
      <ul class="wm-looks">
        {people.map((one) => <One key={one.id} person={one} now={now} isStopped={isStopped} />)}
      </ul>
    </section>
  )
}

function One({ person, now, isStopped }: { person: TrustedPerson; now: number; isStopped: boolean }) {
  const { id, name, relation, needs_review } = person
  return (
    <li class="wm-looks__item">
      <h3 class="wm-person__name"><a href={`/people/${id}`}>{name}</a><span class="wm-person__relation">, {words.relations[relation]}</span></h3>
      <WhatTheySee person={person} now={now} stand={isStopped ? 'stopped' : 'now'} />
      {needs_review && (
        <p>
          <strong>{words.reviewAsk}</strong>{' '}
          <a class="wm-act" href={`/people/${id}#review`} aria-label={words.reviewLabel(name)}>{words.reviewLink}</a>
        </p>
      )}
      <p class="wm-acts">
        <a class="wm-act" href={`/people/${id}/change`} aria-label={words.changeLabel(name)}>{words.change}</a>
        {seesAnything(person, now) && <a class="wm-act" href={`/people/${id}/stop`} aria-label={words.stopLabel(name)}>{words.stop}</a>}
      </p>
    </li>
  )
}

export function WhatTheySee({ person, now, stand }: { person: TrustedPerson; now: number; stand: Stand }) {
  const sentences = [...sayWhatTheySee(person, now, stand), ...sayWhatIsOver(person, now)]
  return <>{sentences.map((sentence) => <p key={sentence} class="wm-person__sees">{sentence}</p>)}</>
}
