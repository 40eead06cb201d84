import { describe, expect, it } from 'vitest'
import type { CaseloadPerson } from '../shared/api-types'
import { find, groupsOf, mayChangeKeyWorker, sayThings } from './rules'

const at = '2026-11-01T10:00:00Z'
const row = (record_id: string, worker: string | null, more: Partial<CaseloadPerson> = {}): CaseloadPerson => ({
  record_id, preferred_name: record_id, key_worker: worker === null ? null : { account_id: worker, name: worker }, team_id: 't1',
  is_mine: worker === 'asha', review: null, new_ratings: 0, actions_due: 0, open_conversation: false, ...more,
})
const asRole = (account_id: string, role: string) => ({ account_id, teams: [{ id: 't1', name: 'Riverside', role }] })

it('puts one’s own people apart from the others', () => {
  const { mine, others } = groupsOf([row('a', 'asha'), row('b', 'tom'), row('c', null)], 'asha')
  expect(mine.map(({ record_id }) => record_id)).toEqual(['a'])
  expect(others.map(({ record_id }) => record_id)).toEqual(['b', 'c'])
})

describe('what waits with somebody', () => {
  const review = (due_on: string, why: 'asked' | 'usual') => row('a', 'asha', { review: { due_on, title: 'How my life is going', why } })

  it('is said in plain words', () => {
    expect(sayThings(row('a', 'asha', { new_ratings: 1, actions_due: 2, open_conversation: true }), at))
      .toEqual(['A conversation is open.', 'A new rating since you last looked.', '2 things that were agreed are due.'])
    expect(sayThings(review('2026-11-02', 'asked'), at)).toEqual(['“How my life is going” is asked for by tomorrow.'])
    expect(sayThings(review('2026-10-31', 'usual'), at)).toEqual(['“How my life is going” is usual again since yesterday.'])
    expect(sayThings(review('2027-02-01', 'usual'), at)).toEqual([])
  })

  it('is found by whether its day has come, and by name', () => {
    const due = row('Zoë Shaw', null, { review: { due_on: '2026-11-01', title: '', why: 'usual' } })
    const people = [review('2026-11-02', 'asked'), due, row('Sam', null, { actions_due: 1 })]
    expect(find(people, 'all', '', at)).toHaveLength(3)
    expect(find(people, 'due', '', at).map(({ record_id }) => record_id)).toEqual(['Zoë Shaw', 'Sam'])
    expect(find(people, 'all', ' zoe s', at)).toEqual([due])
  })
})

it('lets a lead of the team and the present key worker hand over', () => {
  expect(mayChangeKeyWorker(row('a', 'asha'), asRole('asha', 'worker'))).toBe(true)
  expect(mayChangeKeyWorker(row('a', 'asha'), asRole('grace', 'lead'))).toBe(true)
  expect(mayChangeKeyWorker(row('a', 'asha'), asRole('tom', 'duty'))).toBe(false)
  expect(mayChangeKeyWorker({ ...row('a', 'asha'), team_id: 't2' }, asRole('grace', 'lead'))).toBe(false)
})
