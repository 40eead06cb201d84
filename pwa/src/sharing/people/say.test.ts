import { describe, expect, it } from 'vitest'
import type { SharedSection } from '../../shared/api-types'
import { inARow, sayWhatIsOver, sayWhatTheySee, seesAnything } from './say'

const now = '2026-11-22T10:00:00Z'
const shared = (section: SharedSection['section'], more: Partial<SharedSection> = {}): SharedSection =>
  ({ section, title: '', is_shared: true, may_add: false, only_while_open: false, starts_at: null, ends_at: null, is_live: true, ...more })
const say = (...sections: SharedSection[]) => sayWhatTheySee({ name: 'Jo', sections }, now)

describe('what somebody sees', () => {
  it('is a sentence that begins with who it is', () =>
    expect(say(shared('step_ups', { ends_at: '2027-03-01T23:59:00Z' }))).toEqual(['Jo can see your requests until Monday 1 March.']))

  it('puts together what is shared in the same way', () =>
    expect(say(shared('step_ups'), shared('goals'), shared('safety_plan', { may_add: true }))).toEqual([
      'Jo can see your requests and your goals.',
      'Jo can see and add to your safety plan.',
    ]))

  it('says when it counts only while a request is open, and that none is', () => {
    expect(say(shared('goals', { only_while_open: true }))).toEqual(['Jo can see your goals while a request of yours is open.'])
    expect(say(shared('goals', { only_while_open: true, is_live: false }))).toEqual([
      'Jo can see your goals while a request of yours is open.',
      'None is open now, so they do not see this now.',
    ])
  })

  it('says from when, while that is still to come', () =>
    expect(say(shared('goals', { starts_at: '2026-12-01T00:00:00Z', is_live: false }))).toEqual(['From Tuesday 1 December: Jo can see your goals.']))

  it('is nothing, in words, where nothing is shared', () =>
    expect(say(shared('goals', { is_shared: false }))).toEqual(['Jo sees your name and your team. Nothing more.']))

  it('leaves out what is over, and says that apart', () => {
    const sections = [shared('goals', { ends_at: '2026-11-20T10:00:00Z', is_live: false })]
    expect(say(...sections)).toEqual(['Jo sees your name and your team. Nothing more.'])
    expect(sayWhatIsOver({ name: 'Jo', sections }, now)).toEqual(['Over since Friday 20 November: Jo no longer sees your goals.'])
    expect(seesAnything({ sections }, now)).toBe(false)
  })
})

it('puts words in a row as people do', () => {
  expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(inARow)).toEqual(['', 'a', 'a and b', 'a, b and c'])
})
