import { describe, expect, it } from 'vitest'
import type { RotationContent } from '../shared/api-types'
import { entriesOf, gapsTogether } from './cell'
import { missingInAway, noAway, spanOfAway } from './away'
import { gapsWith, gapsWithout, leftOpen, spanOn } from './gaps'
import { moved } from './grid'
import { typedFrom, wrongIn } from './hours'
import { missingIn, nextTurns, sayRotation } from './rotation'
import { mondayOf, sayFullDay, sayGaps, saySpan, sayTime, sayWeekdays, sayWhole } from './say'
import { day, people, rotation, turn } from './testing/fake'

const now = '2026-11-22T10:00:00Z'
const span = (begins: string, ends: string) => ({ begins, ends })

describe('times in words', () => {
  it.each([
    [span('2026-11-24T09:00:00Z', '2026-11-24T17:00:00Z'), '9 am to 5 pm'],
    [span('2026-11-24T00:00:00Z', '2026-11-25T00:00:00Z'), 'all day'],
    [span('2026-11-24T21:00:00Z', '2026-11-25T07:00:00Z'), '9 pm to 7 am the next day'],
    [span('2026-11-23T21:00:00Z', '2026-11-24T07:00:00Z'), 'until 7 am'],
    [span('2026-11-24T18:00:00Z', '2026-11-25T00:00:00Z'), '6 pm to midnight'],
  ])('says a span on its day', (given, said) => expect(saySpan(given, '2026-11-24')).toBe(said))

  it.each([
    [span('2026-11-24T13:00:00Z', '2026-11-24T17:00:00Z'), 'Tuesday, 1 pm to 5 pm'],
    [span('2026-11-27T21:00:00Z', '2026-11-28T07:00:00Z'), 'Friday, 9 pm to Saturday, 7 am'],
    [span('2026-11-24T00:00:00Z', '2026-11-25T00:00:00Z'), 'Tuesday, all day'],
    [span('2026-11-24T00:00:00Z', '2026-11-27T00:00:00Z'), 'Tuesday to Thursday'],
  ])('says a span with its day', (given, said) => expect(sayWhole(given, now)).toBe(said))

  it('tells apart the two hours of the night when the clocks go back', () => {
    expect(sayTime('2026-10-25T00:00:00Z')).toBe('1 am (before the clocks go back)')
    expect(sayTime('2026-10-25T01:00:00Z')).toBe('1 am (after the clocks go back)')
    expect(sayTime('2026-10-25T02:00:00Z')).toBe('2 am')
  })

  it('says days of the week, and finds the Monday', () => {
    expect(sayWeekdays([4, 0, 1, 2, 3])).toBe('Monday to Friday')
    expect(sayWeekdays([0, 2, 5])).toBe('Monday, Wednesday and Saturday')
    expect(sayWeekdays([0, 1, 2, 3, 4, 5, 6])).toBe('every day')
    expect([mondayOf('2026-11-29'), mondayOf('2026-11-23')]).toEqual(['2026-11-23', '2026-11-23'])
    expect(sayFullDay('2026-10-25')).toBe('Sunday 25 October')
  })
})

describe('gaps', () => {
  it('takes turns away from the opening', () => {
    const open = [span('2026-11-24T09:00:00Z', '2026-11-24T17:00:00Z')]
    expect(leftOpen(open, [])).toEqual(open)
    expect(leftOpen(open, [span('2026-11-24T10:00:00Z', '2026-11-24T11:00:00Z'), span('2026-11-24T16:00:00Z', '2026-11-24T18:00:00Z')])).toEqual(
      [span('2026-11-24T09:00:00Z', '2026-11-24T10:00:00Z'), span('2026-11-24T11:00:00Z', '2026-11-24T16:00:00Z')])
  })

  it('covers a whole night when the clocks change: nine and eleven hours', () => {
    expect(spanOn('2027-03-27', '21:00', '07:00')).toEqual(span('2027-03-27T21:00:00Z', '2027-03-28T06:00:00Z'))
    expect(spanOn('2026-10-24', '21:00', '07:00')).toEqual(span('2026-10-24T20:00:00Z', '2026-10-25T07:00:00Z'))
    expect(spanOn('2026-10-25', '01:30', '01:45').begins).toBe('2026-10-25T00:30:00Z')
  })

  it('says those of the same hours in one line, also over a clock change', () => {
    const afternoon = (on: string, hour: number) => ({ desk: 'duty' as const, begins: `${on}T${hour}:00:00Z`, ends: `${on}T${hour + 4}:00:00Z` })
    const [alike, other] = gapsTogether([afternoon('2027-03-27', 13), afternoon('2027-03-29', 12), afternoon('2027-03-29', 18)])
    expect(sayGaps('duty', alike!.spans, '2027-03-26T10:00:00Z')).toBe('Nobody at the duty desk 1 pm to 5 pm: tomorrow and Monday.')
    expect(other!.spans).toHaveLength(1)
  })

  it('puts many who are only members together, but never hides a turn', () => {
    const members = ['a', 'b', 'c'].map((id) => turn('2026-11-23', { desk: 'shift', account_id: id, how: 'member' }))
    const once = turn('2026-11-23', { desk: 'shift', how: 'override' })
    expect(entriesOf(day('2026-11-23', { turns: [...members, once] }), 'shift').map(({ kind }) => kind).sort()).toEqual(['everybody', 'turn'])
    expect(entriesOf(day('2026-11-23', { turns: members.slice(0, 2) }), 'shift').map(({ kind }) => kind)).toEqual(['turn', 'turn'])
  })

  it('sees where a rotation leaves nobody; members without a rota stand in no longer', () => {
    const days = [day('2026-11-23', { turns: [turn('2026-11-23', { how: 'member', source_id: null })] }), day('2026-11-28')]
    const short: RotationContent = { ...rotation, ends: '13:00' }
    expect(gapsWith(short, 'new', days)).toEqual([span('2026-11-23T13:00:00Z', '2026-11-23T17:00:00Z')])
    expect(gapsWith(short, 'r1', days)).toHaveLength(2)
  })

  it('sees what somebody away leaves behind, unless somebody else is there', () => {
    const away = span('2026-11-23T12:00:00Z', '2026-11-24T00:00:00Z')
    const days = [day('2026-11-23')]
    expect(gapsWithout('tom', away, days)).toEqual([{ ...span('2026-11-23T12:00:00Z', '2026-11-23T17:00:00Z'), desk: 'duty' }])
    const both = [day('2026-11-23', { turns: [turn('2026-11-23'), turn('2026-11-23', { account_id: 'grace' })] })]
    expect(gapsWithout('tom', away, both)).toEqual([])
  })
})

describe('a rotation', () => {
  it('is said in sentences', () => {
    expect(sayRotation(rotation, people)).toEqual([
      'Duty desk: Monday to Friday, 9 am to 5 pm.', 'The turn changes every week.', 'They hand over on Monday at 9 am.',
      'First Tom Osei, then Asha Begum, then Tom Osei again.'])
    expect(sayRotation({ ...rotation, places: ['tom'], begins: '21:00', ends: '07:00' }, people)).toEqual(
      ['Duty desk: Monday to Friday, 9 pm to 7 am the next day.', 'It is always Tom Osei.'])
  })

  it('tells the turn that runs now and those after it, at nine by the clocks of each season', () => {
    const turns = nextTurns({ ...rotation, begins_on: '2026-10-12' }, '2026-10-20T12:00:00Z')
    expect(turns.map(({ account_id: who, begins }) => [who === 'tom', begins])).toEqual([
      [false, '2026-10-19T08:00:00Z'], [true, '2026-10-26T09:00:00Z'], [false, '2026-11-02T09:00:00Z'], [true, '2026-11-09T09:00:00Z']])
    expect(nextTurns(rotation, now)[0]!.begins).toBe('2026-11-23T09:00:00Z')
    expect(nextTurns({ ...rotation, ends_on: '2026-12-01' }, now)).toHaveLength(2)
  })

  it('hands over at midnight', () => {
    const [first] = nextTurns({ ...rotation, hands_over_at: '00:00', begins_on: '2027-03-22' }, '2027-03-23T10:00:00Z')
    expect(first).toMatchObject({ begins: '2027-03-22T00:00:00Z', ends: '2027-03-28T23:00:00Z' })
  })

  it('says what is missing at its field', () => {
    expect(Object.keys(missingIn({ ...rotation, name: ' ', places: [], weekdays: [], ends_on: '2026-11-01', turn_days: 0, begins: '' })).sort()).toEqual(
      ['begins', 'ends_on', 'name', 'places', 'turn_days', 'weekdays'])
    expect(missingIn(rotation)).toEqual({})
  })
})

describe('away', () => {
  it('is whole days to midnight in London, or times where they are asked for', () => {
    expect(spanOfAway({ ...noAway, first: '2027-03-27', last: '2027-03-28' })).toEqual(span('2027-03-27T00:00:00Z', '2027-03-28T23:00:00Z'))
    expect(spanOfAway({ ...noAway, first: '2026-11-24', last: '2026-11-24', isPart: true, from: '13:00', until: '15:00' })).toEqual(span('2026-11-24T13:00:00Z', '2026-11-24T15:00:00Z'))
  })

  it('says what is wrong', () => {
    const at = Date.parse(now)
    expect(Object.keys(missingInAway(noAway, true, at))).toEqual(['who', 'first', 'last'])
    expect(missingInAway({ ...noAway, first: '2026-11-24', last: '2026-11-23' }, false, at)).toHaveProperty('last')
    expect(missingInAway({ ...noAway, first: '2026-11-20', last: '2026-11-20' }, false, at)).toHaveProperty('last')
    expect(missingInAway({ ...noAway, first: '2026-11-24', last: '2026-11-24', isPart: true, from: '15:00', until: '13:00' }, false, at)).toHaveProperty('until')
  })
})

describe('the grid and the hours', () => {
  const size = { rows: 2, columns: 7 }
  it.each([
    ['ArrowRight', { row: 0, column: 1 }], ['ArrowDown', { row: 1, column: 0 }], ['ArrowLeft', { row: 0, column: 0 }],
    ['End', { row: 0, column: 6 }], ['Enter', null],
  ])('%s', (key, place) => expect(moved({ row: 0, column: 0 }, { key, ctrlKey: false }, size)).toEqual(place))

  it('goes to the last cell of all', () => expect(moved({ row: 0, column: 3 }, { key: 'End', ctrlKey: true }, size)).toEqual({ row: 1, column: 6 }))

  it('finds times that are missing or overlap, and lets a night reach into the next day', () => {
    const typed = typedFrom([{ weekday: 1, opens: '13:00', closes: '17:00' }, { weekday: 1, opens: '09:00', closes: '14:00' }, { weekday: 2, opens: '21:00', closes: '07:00' }])
    expect([...wrongIn(typed).keys()]).toEqual([1])
    expect([...wrongIn([[{ opens: '09:00', closes: '' }], [], [], [], [], [], []]).keys()]).toEqual([0])
  })
})
