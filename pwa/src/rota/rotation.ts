/** A rotation in words: who takes turns, how long, and when they hand over. Pure. */
import type { Id, NamedAccount, RotationContent } from '../shared/api-types'
import { dayAfter, firstInstantAt, sayHour, type Moment } from '../shared/times'
import { sayWeekdays, sayDesk, weekdayOf } from './say'
import { words } from './words'

export type NextTurn = { account_id: Id; begins: string; ends: string }

/** The turn that runs now or next, and those after it. */
export function nextTurns(rotation: RotationContent, now: Moment, count = 4): NextTurn[] {
  const { begins_on: first, ends_on: last, turn_days: length, hands_over_at: at, places } = rotation
  const begin = (number: number) => firstInstantAt(dayAfter(first, number * length), at)
  const isOver = (number: number) => Date.parse(begin(number + 1)) <= new Date(now).getTime()
  const daysSince = Math.floor((new Date(now).getTime() - Date.parse(begin(0))) / 86_400_000)
  let number = Math.max(0, Math.floor(daysSince / length) - 1)
  while (isOver(number)) number++
  const turns = Array.from({ length: count }, (_, index) => number + index)
    .filter((one) => last === null || dayAfter(first, one * length) <= last)
    .map((one) => ({ account_id: places[one % places.length] ?? '', begins: begin(one), ends: begin(one + 1) }))
  return places.length === 0 ? [] : turns
}

/** The whole rotation in a few sentences. */
export function sayRotation(rotation: RotationContent, people: readonly NamedAccount[]): string[] {
  const names = rotation.places.map((id) => people.find(({ account_id: one }) => one === id)?.name ?? words.somebody)
  const isAllDay = rotation.begins === rotation.ends
  const hours = isAllDay ? words.dayAndNight : words.range(sayHour(rotation.begins), sayHour(rotation.ends))
  const when = words.deskIsTaken(sayDesk(rotation.desk), sayWeekdays(rotation.weekdays), hours, rotation.ends < rotation.begins)
  if (names.length < 2) return [when, ...(names[0] === undefined ? [] : [words.always(names[0])])]
  return [when, words.takeTurns(sayHowOften(rotation.turn_days)), words.handOver(sayHandOver(rotation)), words.order(names)]
}

const sayHandOver = ({ turn_days: length, begins_on: first, hands_over_at: at }: RotationContent) => (
  length % 7 === 0 ? words.handOverOn(words.weekdays[weekdayOf(first)] ?? '', sayHour(at)) : words.handOverAt(sayHour(at))
)

export function sayHowOften(days: number): string {
  if (days === 1) return words.often.day
  return days % 7 === 0 ? words.often.weeks(days / 7) : words.often.days(days)
}

/** What still has to be said, by the field it belongs to. */
export function missingIn(rotation: RotationContent): Partial<Record<keyof RotationContent, string>> {
  const { name, places, weekdays, begins_on: first, ends_on: last, turn_days: length } = rotation
  return {
    ...(name.trim() === '' ? { name: words.missing.name } : {}),
    ...(places.length === 0 ? { places: words.missing.places } : {}),
    ...(weekdays.length === 0 ? { weekdays: words.missing.weekdays } : {}),
    ...(first === '' ? { begins_on: words.missing.beginsOn } : {}),
    ...(last !== null && last !== '' && last < first ? { ends_on: words.missing.endsOn } : {}),
    ...(!Number.isInteger(length) || length < 1 || length > 56 ? { turn_days: words.missing.turnDays } : {}),
    ...Object.fromEntries((['begins', 'ends', 'hands_over_at'] as const).filter((field) => rotation[field] === '').map((field) => [field, words.missing.clock])),
  }
}
