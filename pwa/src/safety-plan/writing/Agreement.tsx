import type { SafetyPlan } from '../../shared/api-types'
import { sayDay } from '../../shared/times'
import { Banner } from '../../shared/ui'
import { words } from './words'

/** Who agreed on it and when it is looked at again; and a yes that waits for the other side. */
export function Agreement({ plan: { agreement, proposal } }: { plan: SafetyPlan }) {
  return (
    <>
      {proposal !== null && (
        <Banner>
          <p>{proposal.may_say_yes ? words.waitsForYou(proposal.worker?.by ?? '') : words.waitsForThem} <a href="/my-plan/agree">{words.seeAgreement}</a></p>
        </Banner>
      )}
      {agreement !== null && (
        <p class="wm-plan-facts">
          {words.agreedWith(agreement.worker?.by ?? '', sayDay(agreement.worker?.at ?? agreement.review_on))}{' '}
          {agreement.changed_since && <>{words.changedSince} </>}
          {agreement.is_due ? words.isDue : words.lookAgain(sayDay(agreement.review_on))}
        </p>
      )}
    </>
  )
}
