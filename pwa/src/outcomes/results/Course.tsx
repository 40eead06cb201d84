import { useState } from 'preact/hooks'
import type { Outcomes } from '../../shared/api-types'
import { sayDay } from '../../shared/times'
import { sayValue } from '../scale'
import { drawCourse, size } from './charts'
import { answered, pointsOf, sayMean, sinceFirst, type Points } from './rules'
import { words } from './words'

type ChartProps = { title: string; points: Points; low: number; high: number; say: (value: number) => string; note?: string | null }

/** The course over all times: a small chart for each area, and the means. */
export function OverTime({ outcomes }: { outcomes: Outcomes }) {
  const { instrument, items, scores, count } = outcomes
  if (count < 2) return null
  return (
    <section aria-labelledby="course">
      <h2 class="nhsuk-heading-m" id="course">{words.courseTitle}</h2>
      <ul class="wm-courses">
        {items.map((course) => {
          const item = instrument.items.find(({ key }) => key === course.item)
          return item && (
            <Chart
              key={course.item} title={course.words} points={pointsOf(outcomes, course.values)} low={item.low} high={item.high} say={(value) => sayValue(item, value)}
              note={sinceFirst(course)?.words ?? null}
            />
          )
        })}
        {scores.map(({ key, title, low, high, values }) => (
          <Chart key={key} title={words.meanOf(title)} points={pointsOf(outcomes, values)} low={low} high={high} say={sayMean} />
        ))}
      </ul>
    </section>
  )
}

function Chart({ title, points, low, high, say, note = null }: ChartProps) {
  const there = answered(points)
  return (
    <li class="wm-course">
      <p class="wm-course__name"><strong>{title}</strong>{note !== null && <> {words.sinceFirst(note)}</>}</p>
      {there.length === 0
        ? <p>{words.noPoints}</p>
        : <><Picture title={title} points={points} low={low} high={high} say={say} /><Table title={title} points={points} say={say} /></>}
    </li>
  )
}

function Picture({ title, points, low, high, say }: ChartProps) {
  const there = answered(points)
  const { path, dots, last, guides } = drawCourse(points, { low, high })
  return (
    <div class="wm-course__picture">
      <p class="wm-course__scale" aria-hidden="true"><span>{high}</span><span>{low}</span></p>
      <svg class="wm-course__chart" viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-label={describe(title, there, say)}>
        <path class="wm-course__guide" d={guides.map((y) => `M0 ${y}H${size.width}`).join('')} />
        <path class="wm-course__line" d={path} />
        {dots.map(({ x, y }) => <circle key={x} class="wm-course__dot" cx={x} cy={y} r="4" />)}
        {last !== null && <circle class="wm-track__now" cx={last.x} cy={last.y} r="6" />}
      </svg>
      <p class="wm-course__days" aria-hidden="true"><span>{sayShort(points[0]?.at)}</span><span>{sayShort(points.at(-1)?.at)}</span></p>
    </div>
  )
}

function describe(title: string, there: readonly { at: string; value: number }[], say: (value: number) => string): string {
  const [first, last] = [there[0], there.at(-1)]
  if (first === undefined || last === undefined) return title
  if (there.length === 1) return words.chartOne(title, sayDay(first.at), say(first.value))
  const values = there.map(({ value }) => value)
  return `${words.chart(title, there.length, sayDay(first.at), sayDay(last.at))} ${words.chartValues(say(first.value), say(last.value), say(Math.min(...values)), say(Math.max(...values)))}`
}

const month = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', month: 'short', year: 'numeric' })
const sayShort = (at: string | undefined) => (at === undefined ? '' : month.format(new Date(at)))

/** The same in figures. Its rows are made once somebody opens it: with hundreds of times there are many. */
function Table({ title, points, say }: { title: string; points: Points; say: (value: number) => string }) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <details class="nhsuk-details wm-course__table" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary class="nhsuk-details__summary">
        <span class="nhsuk-details__summary-text">{words.showTable}<span class="nhsuk-u-visually-hidden">: {title}</span></span>
      </summary>
      {isOpen && (
        <table class="wm-table">
          <caption class="nhsuk-u-visually-hidden">{words.tableCaption(title)}</caption>
          <thead><tr><th scope="col">{words.when}</th><th scope="col">{words.answer}</th></tr></thead>
          <tbody>
            {[...points].reverse().map(({ at, value }) => (
              <tr key={at}><th scope="row">{sayDay(at)}</th><td>{value === null ? words.notAnswered : say(value)}</td></tr>
            ))}
          </tbody>
        </table>
      )}
    </details>
  )
}
