import type { RotaGap } from '../shared/api-types'
import { gapsTogether } from './cell'
import { sayGaps } from './say'
import { words } from './words'

// Of the same hours no more days are named than of a week.
const mostLines = 4
const mostDays = 7

/** Times with nobody there, said before something is saved. Saving is not refused. */
export function GapList({ gaps, now }: { gaps: readonly RotaGap[]; now: number }) {
  if (gaps.length === 0) return null
  const shown = gapsTogether(gaps).slice(0, mostLines).map(({ desk, spans: [first, ...more] }) => ({ desk, spans: [first, ...more.slice(0, mostDays - 1)] as const }))
  const left = gaps.length - shown.reduce((sum, { spans }) => sum + spans.length, 0)
  return (
    <div class="wm-callout">
      <h3 class="wm-callout__heading">{words.gapsHeading}</h3>
      <ul class="nhsuk-list nhsuk-list--bullet">
        {shown.map(({ desk, spans }) => <li key={`${desk}${spans[0].begins}`}>{sayGaps(desk, spans, now)}</li>)}
      </ul>
      {left > 0 && <p>{words.gapsMore(left)}</p>}
      <p>{words.gapsSafe}</p>
    </div>
  )
}
