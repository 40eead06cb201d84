import type { Outcomes } from '../../shared/api-types'
import { sayDay } from '../../shared/times'
import { sayValue, wordsOf } from '../scale'
import { along, track } from './charts'
import { sideBySide, type Line } from './rules'
import { words } from './words'

/** Last time and this time, one line for each area; after the first time this time alone. */
export function SideBySide({ outcomes }: { outcomes: Outcomes }) {
  const { latest, previous } = outcomes
  const groups = sideBySide(outcomes)
  if (latest === null) return null
  return (
    <section aria-labelledby="both">
      <h2 class="nhsuk-heading-m" id="both">{previous === null ? words.thisTitle : words.bothTitle}</h2>
      <p class="wm-legend">
        {previous !== null && <span><Mark kind="before" /> {words.legendBefore(sayDay(previous.answered_at))}</span>}
        <span><Mark kind="now" /> {words.legendNow(sayDay(latest.answered_at))}</span>
      </p>
      {groups.map(({ key, title, lines }) => (
        <div key={key}>
          {title !== null && groups.length > 1 && <h3 class="nhsuk-heading-s wm-side__group">{title}</h3>}
          <ul class="wm-side">
            {lines.map((line) => <Area key={line.item.key} line={line} isFirst={previous === null} />)}
          </ul>
        </div>
      ))}
    </section>
  )
}

function Area({ line, isFirst }: { line: Line; isFirst: boolean }) {
  const { item, change, wantsHelp } = line
  return (
    <li class="wm-side__area">
      <p class="wm-side__name">
        <strong>{item.words}</strong>
        {change !== null && <span class={change.is_reliable ? 'wm-side__change wm-side__change--clear' : 'wm-side__change'}>{words.change(change.words)}</span>}
      </p>
      <Track line={line} />
      <p class="wm-side__said">{sayLine(line, isFirst)}{wantsHelp && ` ${words.wantsHelp}`}</p>
    </li>
  )
}

function sayLine({ item, before, now }: Line, isFirst: boolean): string {
  const last = before === null ? '' : `${words.lastTime(sayValue(item, before))} `
  if (now === null) return last + (isFirst ? words.neverOut : words.nowOut)
  return last + words.now(sayValue(item, now))
}

/** For the eye alone: the sentence below says the same. */
function Track({ line: { item, before, now } }: { line: Line }) {
  const x = along(item)
  const y = 12
  const steps = Array.from({ length: item.high - item.low + 1 }, (_, step) => x(item.low + step))
  return (
    <div aria-hidden="true">
      <svg class="wm-track" viewBox={`0 0 ${track.width} ${2 * y}`} focusable="false">
        <path class="wm-track__line" d={`M${x(item.low)} ${y}H${x(item.high)}`} />
        {steps.length <= 11 && <path class="wm-track__line" d={steps.map((at) => `M${at} ${y - 3}v6`).join('')} />}
        {before !== null && now !== null && <path class="wm-track__way" d={`M${x(before)} ${y}H${x(now)}`} />}
        {before !== null && <circle class="wm-track__before" cx={x(before)} cy={y} r="8" />}
        {now !== null && <circle class="wm-track__now" cx={x(now)} cy={y} r={before === now ? 4.5 : 7} />}
      </svg>
      <p class="wm-track__ends"><span>{wordsOf(item, item.low) ?? item.low}</span><span>{wordsOf(item, item.high) ?? item.high}</span></p>
    </div>
  )
}

function Mark({ kind }: { kind: 'before' | 'now' }) {
  return (
    <svg class="wm-mark-of-time" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <circle class={kind === 'now' ? 'wm-track__now' : 'wm-track__before'} cx="10" cy="10" r={kind === 'now' ? 7 : 8} />
    </svg>
  )
}
