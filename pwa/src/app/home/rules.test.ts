import { describe, expect, it } from 'vitest'
import type { MyTeamAnswer, SectionChoice, StepUpRow, TeamView } from '../../shared/api-types'
import { greet, nextThings, openRequest, sayHours, sayWhoIsThere } from './rules'

const now = '2026-11-22T10:00:00Z'
const row = (state: StepUpRow['state'], needs_afterwards = false): StepUpRow => ({ id: state, state, asked_at: now, closed_at: null, needs_afterwards })
const team: TeamView = {
  id: 't', name: 'Riverside', phone: null, is_open: true, opens_at: null, closes_at: '2026-11-22T17:00:00Z', closed_because: null,
  out_of_hours: { words: '', call: '111' }, hours: [],
}
const answer = (more: Partial<TeamView> = {}, key_worker: MyTeamAnswer['key_worker'] = { account_id: 'k', name: 'Asha Begum' }): MyTeamAnswer =>
  ({ team: { ...team, ...more }, key_worker, first_wait_minutes: 15 })

describe('the greeting', () => {
  it.each([
    ['2026-11-22T04:00:00Z', 'Hello, Alex'],
    ['2026-11-22T08:00:00Z', 'Good morning, Alex'],
    ['2026-11-22T12:00:00Z', 'Good afternoon, Alex'],
    ['2026-11-22T18:00:00Z', 'Good evening, Alex'],
  ])('at %s is %s', (at, said) => expect(greet('Alex Morgan', at)).toBe(said))
})

describe('requests', () => {
  it('finds the open one', () => {
    expect(openRequest([row('closed', true), row('acknowledged'), row('withdrawn')])?.id).toBe('acknowledged')
    expect(openRequest([row('closed')])).toBeNull()
  })
})

describe('what comes next', () => {
  const settled = { has_passkey: true, has_way_back: true }
  const section = (decided_at: string | null, is_fixed = false): SectionChoice =>
    ({ section: 'goals', title: 'Goals', explains: '', is_shared: true, may_add: true, is_fixed, decided_at })
  const kinds = (...given: Parameters<typeof nextThings>) => nextThings(...given).map(({ kind }) => kind)

  it('is nothing when all is done', () => {
    expect(kinds(settled, [row('closed')], [section(now), section(null, true)], false)).toEqual([])
  })

  it('asks about the newest request only, and then for what is missing', () => {
    expect(kinds({ has_passkey: false, has_way_back: false }, [row('closed', true)], [section(null)], true))
      .toEqual(['afterwards', 'messages', 'sharing', 'wayBack', 'passkey'])
    expect(kinds(settled, [row('sent'), row('closed', true)], [], false)).toEqual([])
  })
})

describe('who is there', () => {
  it('names the key worker and says until when', () => {
    expect(sayWhoIsThere(answer(), now)).toEqual(['Asha and the team are here until 5 pm.'])
    expect(sayWhoIsThere(answer({ closes_at: null }, null), now)).toEqual(['Your team are here now.'])
  })

  it('says when the team opens, and whom to ring until then', () => {
    const closed = { is_open: false, opens_at: '2026-11-23T09:00:00Z' }
    expect(sayWhoIsThere(answer(closed), now)).toEqual([
      'The team is not here now. It opens tomorrow at 9 am.',
      'You can still ask. To talk to somebody now, ring 111 and choose option 2.',
    ])
    expect(sayWhoIsThere(answer({ is_open: false, closed_because: 'bank holiday: Christmas Day' }), now)[0]).toContain('Christmas Day')
  })

  it('says the same beside the team', () => {
    expect(sayHours(team, Date.parse(now))).toBe('here until 5 pm')
    expect(sayHours({ ...team, is_open: false, opens_at: '2026-11-23T09:00:00Z' }, Date.parse(now))).toBe('back tomorrow at 9 am')
  })
})
