import { describe, expect, it } from 'vitest'
import type { SharedSection } from '../shared/api-types'
import { choiceIn, gapsIn, monthsAfter, noChoice, openTerms, termsFor, toggle, wantedIn, type Choice } from './terms'

const now = '2026-11-22T10:00:00Z'
const shared = (more: Partial<SharedSection>): SharedSection =>
  ({ section: 'step_ups', title: '', is_shared: true, may_add: false, only_while_open: false, starts_at: null, ends_at: null, is_live: true, ...more })
const dated: Choice = { ...noChoice, sections: ['goals'], all: { ...openTerms, until: 'date' } }

describe('what the service is told', () => {
  it('is nothing while nothing is ticked', () => expect(wantedIn(noChoice, now)).toEqual([]))

  it('has an end at the end of the last day, in the time of the United Kingdom', () => {
    const choice = { ...toggle(noChoice, 'step_ups', true), all: { ...openTerms, may: 'add' as const, when: 'while_open' as const, until: '6' as const } }
    expect(wantedIn(choice, now)).toEqual(
      [{ section: 'step_ups', may_add: true, only_while_open: true, starts_at: null, ends_at: '2027-05-22T22:59:00Z' }])
  })

  it('begins and ends on the days that were chosen', () => {
    const choice = { ...dated, all: { ...dated.all, first: '2026-12-01', last: '2026-12-24' } }
    expect(wantedIn(choice, now)[0]).toMatchObject({ starts_at: '2026-12-01T00:00:00Z', ends_at: '2026-12-24T23:59:00Z' })
  })

  it('is each one’s own where they are not the same', () => {
    const choice: Choice = { ...noChoice, sections: ['goals', 'step_ups'], isSame: false, each: { goals: { ...openTerms, may: 'add' } } }
    expect(wantedIn(choice, now).map(({ may_add }) => may_add)).toEqual([true, false])
  })
})

describe('months', () => {
  it.each([['2026-11-30', 3, '2027-02-28'], ['2026-11-22', 1, '2026-12-22'], ['2026-08-31', 6, '2027-02-28']])('%s and %i', (day, months, then) =>
    expect(monthsAfter(day, months)).toBe(then))
})

describe('what is shared, to be changed', () => {
  it('leaves out what is over and what is not shared', () => {
    const choice = choiceIn([shared({}), shared({ section: 'goals', is_shared: false }), shared({ section: 'about_me', ends_at: '2026-11-01T00:00:00Z' })], now)
    expect(choice.sections).toEqual(['step_ups'])
    expect(choice.isSame).toBe(true)
  })

  it('keeps different terms apart, and says them back unchanged', () => {
    const before = [shared({ ends_at: '2026-12-24T23:59:00Z' }), shared({ section: 'goals', may_add: true })]
    const choice = choiceIn(before, now)
    expect(choice.isSame).toBe(false)
    expect(termsFor(choice, 'goals').may).toBe('add')
    expect(wantedIn(choice, now)).toEqual(before.map(({ section, may_add, only_while_open, starts_at, ends_at }) => ({ section, may_add, only_while_open, starts_at, ends_at })))
  })
})

describe('dates', () => {
  it.each([
    ['', '', [{ field: 'last-all', why: 'no-last' }]],
    ['', '2026-11-21', [{ field: 'last-all', why: 'last-over' }]],
    ['2026-12-02', '2026-12-01', [{ field: 'first-all', why: 'first-after' }]],
    ['', '2026-11-22', []],
  ])('from %j to %j', (first, last, gaps) => expect(gapsIn({ ...dated, all: { ...dated.all, first, last } }, now)).toEqual(gaps))

  it('do not matter while nothing is shared', () => expect(gapsIn({ ...dated, sections: [] }, now)).toEqual([]))
})
