import { sayDay } from '../shared/times'
import { WarningCallout } from '../shared/ui'
import type { PartProps } from './mine-part'
import { words } from './mine-words'

/** Whether messages reach me before my next turn, and how to mend it. */
export function Readiness({ mine: { readiness }, now }: PartProps) {
  const { confirmed_at: at, has_phone: hasPhone, is_ready: isReady } = readiness
  const lines = (
    <ul class="nhsuk-list nhsuk-list--bullet">
      <li>{at === null ? words.phoneNot : `${words.phoneConfirmed} ${sayDay(at, now)}.`} <a href="/devices">{words.phoneDo}</a></li>
      <li>{hasPhone ? words.number : <>{words.numberNot} <a href="/account">{words.numberDo}</a></>}</li>
    </ul>
  )
  if (!isReady) return <WarningCallout heading={words.notReady}>{lines}</WarningCallout>
  return (
    <section>
      <h2 class="nhsuk-heading-m">{words.readyHeading}</h2>
      <p>{words.ready}</p>
      {lines}
    </section>
  )
}
