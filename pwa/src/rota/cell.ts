/** What stands in one cell of the calendar: a desk on a day. Pure. */
import type { Desk, RotaDay, TimeSpan, Turn } from '../shared/api-types'
import { clockOf } from '../shared/times'

export type Entry = { kind: 'turn'; turn: Turn } | { kind: 'gap'; gap: TimeSpan } | { kind: 'everybody'; span: TimeSpan }

export const desks: readonly Desk[] = ['duty', 'shift']

/** More of them than this, only because they are in the team, are "everybody". */
const few = 2

/** Turns and gaps of a desk in the order of the clock. */
export function entriesOf(day: RotaDay, desk: Desk): Entry[] {
  const turns = day.turns.filter((turn) => turn.desk === desk)
  const members = turns.filter(({ how }) => how === 'member')
  const isEverybody = desk === 'shift' && members.length > few
  const named = isEverybody ? turns.filter(({ how }) => how !== 'member') : turns
  const spans = isEverybody ? [...new Map(members.map(({ begins, ends }) => [begins, { begins, ends }])).values()] : []
  const entries: Entry[] = [
    ...named.map((turn): Entry => ({ kind: 'turn', turn })),
    ...spans.map((span): Entry => ({ kind: 'everybody', span })),
    ...day.gaps.filter((gap) => gap.desk === desk).map((gap): Entry => ({ kind: 'gap', gap })),
  ]
  return entries.sort((a, b) => beginOf(a).localeCompare(beginOf(b)))
}

const spanOf = (entry: Entry): TimeSpan => (entry.kind === 'turn' ? entry.turn : entry.kind === 'gap' ? entry.gap : entry.span)
const beginOf = (entry: Entry) => spanOf(entry).begins

export type GapsAlike = { desk: Desk; spans: [TimeSpan, ...TimeSpan[]] }

/** Gaps at the same desk and the same hours, day after day, belong together. */
export function gapsTogether(gaps: readonly (TimeSpan & { desk: Desk | null })[]): GapsAlike[] {
  const alike = new Map<string, GapsAlike>()
  for (const { begins, ends, desk } of gaps) {
    const length = Date.parse(ends) - Date.parse(begins)
    const key = `${desk ?? ''} ${clockOf(begins)} ${clockOf(ends)} ${length > 86_400_000 ? begins : ''}`
    const known = alike.get(key)
    if (known === undefined) alike.set(key, { desk: desk ?? 'duty', spans: [{ begins, ends }] })
    else known.spans.push({ begins, ends })
  }
  return [...alike.values()]
}
