import { describe, expect, it } from 'vitest'
import type { Action, Goal, GoalStep, MyTeamAnswer, SectionChoice, StepUpRow, TeamView } from '../../shared/api-types'
import { agreement, planItem, theirPlan } from '../../shared/testing/safety-plans'
import type { MyPlans } from './api'
import { greet, lifeThings, nextThings, openRequest, sayDue, sayHours, sayWhoIsThere, setUpThings, type NextThing } from './rules'

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
  const keys = (things: readonly NextThing[]) => things.map(({ key }) => key)
  const nobody: MyPlans = { mine: { actions: [], conversation: null }, questions: { asks: [], usual: null }, goals: [], safety: theirPlan({}) }
  const action = (id: string, more: Partial<Action> = {}) => ({ id, words: id, owner: 'person', due_on: null, is_due: false, ...more }) as Action
  const step = (id: string, position: number, is_done = false) => ({ id, position, is_done }) as GoalStep
  const goal = (id: string, steps: GoalStep[], status = 'active') => ({ id, status, steps }) as Goal
  const ask = (id: string, due_on: string, response_id: string | null = null) =>
    ({ id, instrument: 'dialog', title: 'How is life?', minutes: 4, asked_by: 'Asha Begum', due_on, response_id })
  const usual = (due_on: string) => ({ instrument: 'dialog', title: 'How is life?', minutes: 4, due_on })

  it('gets the app ready, and asks for nothing that is settled', () => {
    expect(keys(setUpThings(settled, [section(now), section(null, true)], false))).toEqual([])
    expect(keys(setUpThings({ has_passkey: false, has_way_back: false }, [section(null)], true))).toEqual(['messages', 'sharing', 'wayBack', 'passkey'])
  })

  it('is three things at most, one of them for getting ready while that is not done', () => {
    const life = lifeThings({ ...nobody, mine: { actions: ['a', 'b', 'c', 'd'].map((id) => action(id)), conversation: null } }, [], now)
    const ready = setUpThings({ has_passkey: false, has_way_back: false }, [], false)
    expect(keys(nextThings(life, []))).toEqual(['a', 'b', 'c'])
    expect(keys(nextThings(life, ready))).toEqual(['a', 'b', 'wayBack'])
    expect(keys(nextThings([], ready))).toEqual(['wayBack', 'passkey'])
  })

  it('puts first whoever waits for her, then what was asked, what was agreed, and small steps', () => {
    const plans: MyPlans = {
      ...nobody,
      mine: { actions: [action('later'), action('due', { is_due: true }), action('ashas', { owner: 'worker', is_due: true })], conversation: { id: 'talk', begun_by: 'Asha Begum', together: true } },
      questions: { asks: [ask('asked', '2026-11-27'), ask('answered', '2026-11-20', 'r')], usual: usual('2026-11-01') },
      goals: [goal('g', [step('done', 0, true), step('second', 2), step('first', 1)]), goal('paused', [step('p', 0)], 'paused')],
    }
    expect(keys(lifeThings(plans, [row('closed', true)], now))).toEqual(['talk', 'asked', 'afterwards', 'due', 'later', 'first'])
  })

  it('asks about the newest request only', () => {
    expect(keys(lifeThings(nobody, [row('sent'), row('closed', true)], now))).toEqual([])
  })

  it('says by when, and says no day that has gone by', () => {
    const said = (due_on: string) => (lifeThings({ ...nobody, questions: { asks: [ask('a', due_on)], usual: null } }, [], now)[0] as { body: string }).body
    expect(said('2026-11-27')).toBe('Your questions take 4 minutes. Asha asked for them by Friday.')
    expect(said('2026-11-20')).toBe('Your questions take 4 minutes. Asha asked for them.')
    expect(sayDue({ due_on: '2026-11-23' }, now)).toBe('tomorrow')
    expect(sayDue({ due_on: '2026-11-01' }, now)).toBeNull()
  })

  it('comes to the usual questions on their day, and not before', () => {
    const with_ = (due_on: string) => keys(lifeThings({ ...nobody, questions: { asks: [], usual: usual(due_on) } }, [], now))
    expect(with_('2026-11-22')).toEqual(['usual'])
    expect(with_('2026-11-23')).toEqual([])
  })

  const suggestion = (id: string, by: string, is_mine = false) => ({ id, heading: 'signs' as const, item: planItem(id), by, at: now, is_mine })
  const withPlan = (more: Parameters<typeof theirPlan>[1]) => lifeThings({ ...nobody, safety: theirPlan({}, more) }, [], now) as { href: string; heading: string }[]

  it('asks for her yes to her plan, and comes back to it on its day', () => {
    const waits = agreement({ person: null, is_agreed: false, may_say_yes: true })
    expect(withPlan({ proposal: waits })).toMatchObject([{ href: '/my-plan/agree', heading: 'Asha has said yes to your plan' }])
    expect(withPlan({ proposal: { ...waits, may_say_yes: false } })).toEqual([])
    expect(withPlan({ agreement: agreement() })).toEqual([])
    expect(withPlan({ agreement: agreement({ is_due: true }) })).toMatchObject([{ href: '/my-plan/agree', body: 'You and Asha chose this day for it.' }])
  })

  it('leads to what others suggest for her plan: one to its place, several to the plan', () => {
    expect(withPlan({ suggestions: [suggestion('a', 'Jo')] })).toMatchObject([{ href: '/my-plan/sections/signs', heading: 'Jo suggests something for your plan' }])
    expect(withPlan({ suggestions: [suggestion('a', 'Jo'), suggestion('b', 'Asha')] })).toMatchObject([{ href: '/my-plan', heading: 'There are 2 suggestions for your plan' }])
    expect(withPlan({ suggestions: [suggestion('a', 'Alex', true)] })).toEqual([])
  })

  it('shows what there is when something could not be had', () => {
    expect(keys(lifeThings({ mine: null, questions: null, goals: [goal('g', [step('s', 0)])], safety: null }, [], now))).toEqual(['s'])
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
