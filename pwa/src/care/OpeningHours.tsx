import type { TeamView } from '../shared/api-types'
import { sayWeek } from '../shared/opening'
import { words } from './words'

/** The week in a few lines: "Monday to Friday: 9 am to 5 pm". */
export function OpeningHours({ hours }: { hours: TeamView['hours'] }) {
  const lines = sayWeek(hours)
  if (lines.length === 0) return <>{words.hoursNone}</>
  return (
    <ul class="nhsuk-list wm-hours">
      {lines.map((line) => <li key={line}>{line}</li>)}
    </ul>
  )
}
