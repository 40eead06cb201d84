import { CareCard, PhoneLink } from '../shared/ui'
import { words } from './back-words'

/** Whom to ring when somebody is not let in and cannot wait. */
export function TalkNow() {
  return (
    <CareCard kind="urgent" heading={words.talkHeading}>
      <p>{words.talkBody}</p>
      <ul class="nhsuk-list">
        <li><PhoneLink number="999">{words.ring999}</PhoneLink></li>
        <li><PhoneLink number="111">{words.ring111}</PhoneLink></li>
      </ul>
    </CareCard>
  )
}
