import { keptMark } from '../device/kept/mark'
import { words } from '../words'
import { LinkButton } from './LinkButton'

/** First on the pages of those who are signed out or not reached: the copy of the plan that is kept on this device. */
export function OpenMyPlan() {
  if (keptMark.value === null) return null
  return <LinkButton href="/my-plan/now" isLarge>{words.openMyPlan}</LinkButton>
}
