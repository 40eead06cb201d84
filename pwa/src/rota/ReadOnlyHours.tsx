import type { TeamHours } from '../shared/api-types'
import { sayWeek } from '../shared/opening'
import { hours as words } from './lead-words'

/** The week in words, for whoever may not change it. */
export function ReadOnlyHours({ hours: { spans, keeps_bank_holidays: keeps } }: { hours: TeamHours }) {
  return (
    <ul class="nhsuk-list">
      {sayWeek(spans).map((line) => <li key={line}>{line}</li>)}
      <li>{keeps ? words.closedOnHolidays : words.openOnHolidays}</li>
    </ul>
  )
}
