import type { SafetyPlan } from '../../shared/api-types'
import { keptMark } from '../../shared/device/kept/mark'
import { useMe } from '../../shared/session'
import { Card } from '../../shared/ui'
import { words } from './words'

type Props = {
  plan: SafetyPlan | null
  /** Whether the service has answered, or could not be reached. */
  isKnown: boolean
}

/** Her safety plan, one tap away; before there is one, a gentle invitation. It keeps its place while that is not known. */
export function PlanCard({ plan, isKnown }: Props) {
  const { account_id: accountId } = useMe()
  // Where a copy is kept on this phone there is nothing to wait for.
  const isThere = keptMark.value?.accountId === accountId || isKnown
  const isInvitation = plan?.is_begun === false
  const [heading, body] = isInvitation ? words.beginPlan : words.usePlan
  return (
    <div class="wm-home__plan">
      {isThere && <Card heading={heading} href={isInvitation ? '/my-plan' : '/my-plan/use'}><p>{body}</p></Card>}
    </div>
  )
}
