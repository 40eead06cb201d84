import { expect, it } from 'vitest'
import type { AccessEntry } from '../shared/api-types'
import { asHeading, byDay, stillOpen } from './rules'

const look = (at: string): AccessEntry => ({ at, by: 'Asha', role: 'worker', relation: null, way: 'team', why: null, id: at, team: null, section: 'goals', how: 'opened', words: at })
const invitation = (id: string, state: 'open' | 'used' | 'ended', expires_at: string) => ({ id, preferred_name: id, invited_by: 'Asha', expires_at, state })

it('puts looks together by the day in the United Kingdom', () => {
  const days = byDay([look('2026-07-02T08:00:00Z'), look('2026-07-01T23:30:00Z'), look('2026-07-01T10:00:00Z')])
  expect(days.map(({ day, entries }) => [day, entries.length])).toEqual([['2026-07-02', 2], ['2026-07-01', 1]])
})

it('lists only invitations that still work, the first to end on top', () => {
  const rows = [
    invitation('late', 'open', '2026-11-29T10:00:00Z'),
    invitation('used', 'used', '2026-11-29T10:00:00Z'),
    invitation('over', 'open', '2026-11-20T10:00:00Z'),
    invitation('soon', 'open', '2026-11-23T10:00:00Z'),
  ]
  expect(stillOpen(rows, Date.parse('2026-11-22T10:00:00Z')).map(({ id }) => id)).toEqual(['soon', 'late'])
})

it('begins a heading with a capital', () => {
  expect(asHeading('today')).toBe('Today')
})
