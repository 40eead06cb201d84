import { describe, expect, it } from 'vitest'
import { caseload, hoursLines, mayChangeKeyWorker, sayHour } from './rules'

const at = '2026-11-01T10:00:00Z'
const row = (record_id: string, worker: string | null) =>
  ({ record_id, preferred_name: record_id, key_worker: worker === null ? null : { account_id: worker, name: worker }, joined_at: at, team_id: 't1' })
const asRole = (account_id: string, role: string) => ({ account_id, teams: [{ id: 't1', name: 'Riverside', role }] })

it('puts one’s own people apart from the others', () => {
  const { mine, others } = caseload([row('a', 'asha'), row('b', 'tom'), row('c', null)], 'asha')
  expect(mine.map(({ record_id }) => record_id)).toEqual(['a'])
  expect(others.map(({ record_id }) => record_id)).toEqual(['b', 'c'])
})

it('lets a lead of the team and the present key worker hand over', () => {
  expect(mayChangeKeyWorker(row('a', 'asha'), asRole('asha', 'worker'))).toBe(true)
  expect(mayChangeKeyWorker(row('a', 'asha'), asRole('grace', 'lead'))).toBe(true)
  expect(mayChangeKeyWorker(row('a', 'asha'), asRole('tom', 'duty'))).toBe(false)
  expect(mayChangeKeyWorker({ ...row('a', 'asha'), team_id: 't2' }, asRole('grace', 'lead'))).toBe(false)
})

describe('opening hours', () => {
  const day = (weekday: number, opens = '09:00', closes = '17:00') => ({ weekday, opens, closes })

  it('put equal days in a row together', () => {
    expect(hoursLines([0, 1, 2, 3, 4].map((weekday) => day(weekday)))).toEqual([{ from: 0, to: 4, spans: [{ opens: '09:00', closes: '17:00' }] }])
  })

  it('keep a shorter day and a gap apart', () => {
    const lines = hoursLines([day(0), day(1), day(2, '09:00', '12:00'), day(4), day(0, '18:00', '20:00')])
    expect(lines.map(({ from, to, spans }) => [from, to, spans.length])).toEqual([[0, 0, 2], [1, 1, 1], [2, 2, 1], [4, 4, 1]])
  })

  it('are said as people say them', () => {
    expect(['09:00', '12:00', '17:30', '00:00', '00:30'].map((clock) => sayHour(clock, 'noon', 'midnight')))
      .toEqual(['9 am', 'noon', '5:30 pm', 'midnight', '12:30 am'])
  })
})
