/** The opening hours as they are typed, a list of spans for each day of the week. Pure. */
import type { Clock, HoursSpan, TeamHours } from '../shared/api-types'
import { hours as words } from './lead-words'

export type TypedSpan = { opens: Clock; closes: Clock }
export type TypedWeek = TypedSpan[][]

export const typedFrom = (spans: readonly HoursSpan[]): TypedWeek => Array.from({ length: 7 }, (_, weekday) => (
  spans.filter((span) => span.weekday === weekday).map(({ opens, closes }) => ({ opens, closes })).sort((a, b) => a.opens.localeCompare(b.opens))
))

export const spansOfWeek = (week: TypedWeek): HoursSpan[] => week.flatMap((spans, weekday) => spans.map((span) => ({ weekday, ...span })))

/** What is wrong with each day of the week that has something wrong. */
export function wrongIn(week: TypedWeek): Map<number, string> {
  const wrong = week.map((spans, weekday): [number, string | null] => [weekday, wrongOn(spans)])
  return new Map(wrong.filter((one): one is [number, string] => one[1] !== null))
}

function wrongOn(spans: readonly TypedSpan[]): string | null {
  if (spans.some(({ opens, closes }) => opens === '' || closes === '')) return words.missing
  const sorted = [...spans].sort((a, b) => a.opens.localeCompare(b.opens))
  const overlaps = sorted.some((span, number) => {
    const next = sorted[number + 1]
    return next !== undefined && (span.closes <= span.opens || span.closes > next.opens)
  })
  return overlaps ? words.overlap : null
}

/** Whether a colleague has saved another week since this one was read. */
export function isSameWeek(a: TeamHours, b: TeamHours): boolean {
  const said = ({ spans, keeps_bank_holidays: keeps }: TeamHours) => JSON.stringify([spansOfWeek(typedFrom(spans)), keeps])
  return said(a) === said(b)
}
