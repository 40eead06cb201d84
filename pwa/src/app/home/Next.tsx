import type { Me, StepUpRow } from '../../shared/api-types'
import { capabilities } from '../../shared/capabilities'
import { thisDevice } from '../../shared/device/marks'
import { Card } from '../../shared/ui'
import { askedAfterwards } from './rules'
import { words } from './words'

type Props = { me: Me; requests: readonly StepUpRow[] }

/** Small things that could be done now; nothing at all where there are none. */
export function Next({ me, requests }: Props) {
  const afterwards = askedAfterwards(requests)
  const needsMessages = capabilities.push() && thisDevice(me.account_id) === null
  if (afterwards === null && me.has_way_back && !needsMessages) return null
  return (
    <section aria-labelledby="next">
      <h2 class="nhsuk-heading-m" id="next">{words.next}</h2>
      {afterwards !== null && (
        <Card level={3} heading={words.afterwards} href={`/my-requests/${afterwards.id}/afterwards`}>{words.afterwardsBody}</Card>
      )}
      {needsMessages && <Card level={3} heading={words.messages} href="/devices">{words.messagesBody}</Card>}
      {!me.has_way_back && <Card level={3} heading={words.wayBack} href="/account">{words.wayBackBody}</Card>}
    </section>
  )
}
