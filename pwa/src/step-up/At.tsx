import type { Instant } from '../shared/api-types'
import { daysUntil, sayExactly } from '../shared/times'
import { When } from '../shared/ui'
import { sayBy } from './say'

/** "10:02 am" on the day itself, "yesterday, 10:02 am" afterwards. */
export function At({ at }: { at: Instant }) {
  return <When at={at} as={daysUntil(at) === 0 ? 'clock' : 'when'} />
}

/** "3 pm today": by when somebody will answer. */
export function ByWhen({ at }: { at: Instant }) {
  return <time class="wm-by-when" dateTime={at} title={sayExactly(at)}>{sayBy(at)}</time>
}
