import type { PlanAgreement } from '../../shared/api-types'
import { sayDate, sayDay } from '../../shared/times'
import { LinkButton } from '../../shared/ui'
import { words } from './agree-words'

/** What both said yes to, whether the plan has changed since, and whether its day has come. */
export function Agreed({ agreement, isAskedAgain }: { agreement: PlanAgreement; isAskedAgain: boolean }) {
  const { person, worker, review_on: reviewOn, changed_since: hasChanged, is_due: isDue } = agreement
  return (
    <section>
      <h2 class="nhsuk-heading-m">{isDue ? words.dueHeading : words.agreedHeading}</h2>
      {isDue && <p>{words.due(sayDate(reviewOn))}</p>}
      {person !== null && worker !== null && <p>{words.agreedWith(worker.by, sayDay(person.at), sayDay(worker.at))}</p>}
      {!isDue && <p>{words.lookAgain(sayDate(reviewOn))}</p>}
      {hasChanged && <p>{words.changedSinceAgreed}</p>}
      {isDue && <LinkButton href="/my-plan" kind="secondary">{words.read}</LinkButton>}
      {isDue && !isAskedAgain && <p>{words.stillRight}</p>}
    </section>
  )
}
