import type { Goal, GoalScore } from '../shared/api-types'
import { Details, When } from '../shared/ui'
import { pointsOf, scoresBefore, scoresNow } from './rules'
import { words } from './words'

const [width, height] = [280, 70]

/** How the answers went: a small line for the eye, and each of them in a table. */
export function Course({ goal }: { goal: Goal }) {
  const now = scoresNow(goal)
  const before = scoresBefore(goal)
  return (
    <Details summary={words.nearCourse}>
      {now.length > 1 && <Line values={now.map(({ value }) => value)} />}
      <table class="wm-near-table">
        <thead><tr><th scope="col">{words.nearWhen}</th><th scope="col">{words.nearValue}</th></tr></thead>
        <tbody>
          {[...now].reverse().map((score) => <Row key={score.id} score={score} />)}
          {before.length > 0 && <tr><th scope="rowgroup" colSpan={2}>{words.nearBefore}</th></tr>}
          {before.map((score) => <Row key={score.id} score={score} />)}
        </tbody>
      </table>
    </Details>
  )
}

function Row({ score: { answered_at, value, how, by } }: { score: GoalScore }) {
  const said = words.nearHow(how, by)
  return <tr><td><When at={answered_at} as="day" />{said !== '' && <span class="wm-near-how">{said}</span>}</td><td>{value}</td></tr>
}

function Line({ values }: { values: readonly number[] }) {
  const points = pointsOf(values, width, height)
  return (
    <svg class="wm-near-chart" viewBox={`-8 -8 ${width + 16} ${height + 16}`} role="img" aria-label={words.nearChart(values)}>
      <path class="wm-near-chart__ends" d={`M0 0H${width}M0 ${height}H${width}`} />
      <polyline class="wm-near-chart__line" points={points.map(({ x, y }) => `${x},${y}`).join(' ')} />
      {points.map(({ x, y }) => <circle key={x} class="wm-near-chart__point" cx={x} cy={y} r="4" />)}
    </svg>
  )
}
