import { PhoneLink } from '../shared/ui'
import { words } from './words'

/** Said wherever somebody could wait for an answer that cannot come in time. */
export function DoNotWait() {
  const { before, call999, between, call111, after } = words.doNotWait
  return (
    <p class="wm-do-not-wait">
      {before} <PhoneLink number="999">{call999}</PhoneLink>{between} <PhoneLink number="111">{call111}</PhoneLink> {after}
    </p>
  )
}
