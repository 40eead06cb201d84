import type { TeamView } from '../shared/api-types'
import { hoursLines, sayHour, type HoursLine } from './rules'
import { words } from './words'

/** The week in a few lines: "Monday to Friday: 9 am to 5 pm". */
export function OpeningHours({ hours }: { hours: TeamView['hours'] }) {
  const lines = hoursLines(hours)
  if (lines.length === 0) return <>{words.hoursNone}</>
  return (
    <ul class="nhsuk-list wm-hours">
      {lines.map((line) => <li key={line.from}>{sayDays(line)}: {sayHours(line)}</li>)}
    </ul>
  )
}

function sayDays({ from, to }: HoursLine): string {
  const [first = '', last = ''] = [words.days[from], words.days[to]]
  if (from === 0 && to === 6) return words.everyDay
  return from === to ? first : words.dayRange(first, last)
}

function sayHours({ spans }: HoursLine): string {
  const say = (clock: string) => sayHour(clock, words.noon, words.midnight)
  const isAllDay = spans.length === 1 && spans[0]?.opens === '00:00' && spans[0].closes === '00:00'
  if (isAllDay) return words.allDay
  return spans.map(({ opens, closes }) => words.hourRange(say(opens), say(closes))).join(words.and)
}
