/** What the answers show, area by area. Pure. */
import type { Change, Instrument, InstrumentItem, ItemCourse, Outcomes, QuestionnaireAsk, QuestionnaireResponse } from '../../shared/api-types'

export type Line = { item: InstrumentItem; before: number | null; now: number | null; change: Change | null; wantsHelp: boolean }
export type Group = { key: string; title: string | null; lines: Line[] }

function valueIn(response: QuestionnaireResponse | null, key: string): number | null {
  return response?.answers.find(({ item }) => item === key)?.value ?? null
}

/** Last time and this time for each area, in the groups of the questionnaire. */
export function sideBySide({ instrument, latest, previous, items }: Outcomes): Group[] {
  return groupsOf(instrument).map(({ key, title, items: own }) => ({
    key, title,
    lines: own.map((item) => ({
      item,
      before: valueIn(previous, item.key),
      now: valueIn(latest, item.key),
      change: items.find((course) => course.item === item.key)?.since_previous ?? null,
      wantsHelp: latest?.answers.some((answer) => answer.item === item.key && answer.wants_help === true) === true,
    })),
  }))
}

type OfGroup = { key: string; title: string | null; items: InstrumentItem[] }

function groupsOf({ groups, items }: Instrument): OfGroup[] {
  const named: OfGroup[] = groups.map(({ key, title }) => ({ key, title, items: items.filter(({ group }) => group === key) }))
  const others = items.filter(({ group }) => !groups.some(({ key }) => key === group))
  return [...named, { key: '', title: null, items: others }].filter(({ items: own }) => own.length > 0)
}

export type Point = { at: string; value: number }

export type Points = readonly { at: string; value: number | null }[]

/** Each time with what was answered then. */
export function pointsOf({ times }: Pick<Outcomes, 'times'>, values: readonly (number | null)[]): Points {
  return times.map(({ at }, index) => ({ at, value: values[index] ?? null }))
}

/** The times at which there was an answer. */
export function answered(points: Points): Point[] {
  return points.flatMap(({ at, value }) => (value === null ? [] : [{ at, value }]))
}

/** Each of these once: the newest, the one before, the very first. */
export function nameable({ latest, previous, first }: Outcomes): QuestionnaireResponse[] {
  const all = [latest, previous, first].filter((response) => response !== null)
  return all.filter((response, index) => all.findIndex(({ id }) => id === response.id) === index)
}

export const openAsks = (asks: readonly QuestionnaireAsk[]) => asks.filter(({ response_id: done }) => done === null)

/** "4.6": a mean is said to one decimal place, a whole number as it is. */
export function sayMean(value: number): string {
  return String(Math.round(value * 10) / 10)
}

/** Worth saying beside the change since the last time: only once there are more than two. */
export function sinceFirst({ values, since_first: change }: ItemCourse): Change | null {
  return values.length > 2 ? change : null
}

/** She has answered since, and keeps it to herself: whoever asked does not know. */
export function isAnsweredAlone({ instrument, latest }: Outcomes, ask: QuestionnaireAsk): boolean {
  return latest !== null && latest.is_private && instrument.key === ask.instrument && Date.parse(latest.answered_at) >= Date.parse(ask.at)
}
