import { describe, expect, it } from 'vitest'
import type { Action, Place } from '../shared/api-types'
import { goingWell, hasMovedOn, missingYes, nextOf, otherSide, placesOf, previousOf, sortOut, standsAt, toChooseFrom, toggleArea, workerName } from './rules'
import { at, rating, talk, walk } from './testing/talk'

const two = { areas: [talk.areas[0]!, { key: 'job', title: 'Job situation', value: 2, notes: {} }], to_review: [] }
const place = (step: Place['step'], area: string | null = null): Place => ({ area, step })

describe('the way through a conversation', () => {
  it('begins with looking back only where there is something to look back on', () => {
    expect(placesOf({ areas: [], to_review: [walk] })).toEqual([place('review'), place('areas')])
    expect(placesOf({ areas: [], to_review: [] })).toEqual([place('areas')])
  })

  it('goes through four steps of each area, and ends with the summary', () => {
    expect(placesOf(two).map(({ area, step }) => `${area ?? ''} ${step}`.trim())).toEqual([
      'areas',
      'friendships understanding', 'friendships looking_forward', 'friendships options', 'friendships actions',
      'job understanding', 'job looking_forward', 'job options', 'job actions',
      'summary',
    ])
  })

  it('knows what comes next and what was before', () => {
    expect(nextOf(two, place('areas'))).toEqual(place('understanding', 'friendships'))
    expect(nextOf(two, place('actions', 'friendships'))).toEqual(place('understanding', 'job'))
    expect(nextOf(two, place('actions', 'job'))).toEqual(place('summary'))
    expect(nextOf(two, place('summary'))).toBeNull()
    expect(previousOf(two, place('understanding', 'job'))).toEqual(place('actions', 'friendships'))
    expect(previousOf(two, place('areas'))).toBeNull()
  })

  it('is at the choice of areas when its place is no more', () => {
    expect(standsAt(two, place('options', 'family'))).toEqual(place('areas'))
    expect(standsAt(two, place('review'))).toEqual(place('areas'))
    expect(hasMovedOn(two, place('review'), place('areas'))).toBe(false)
    expect(hasMovedOn(two, place('areas'), place('options', 'job'))).toBe(true)
  })
})

describe('choosing areas', () => {
  const ratings = [rating('a', 'A', 2, { previous: 1 }), rating('b', 'B', 6), rating('c', 'C', 4, { wants_help: true }), rating('d', 'D', null), rating('e', 'E', 3, { previous: 5 })]
  const items = (some: { item: string }[]) => some.map(({ item }) => item)

  it('says first what is good or better, in the order of the questions', () => {
    expect(items(goingWell(ratings))).toEqual(['a', 'b'])
  })

  it('puts first what she wants more help with, and ranks nothing by its score', () => {
    expect(items(toChooseFrom(ratings).wanted)).toEqual(['c'])
    expect(items(toChooseFrom(ratings).others)).toEqual(['a', 'b', 'd', 'e'])
  })

  it('takes up to three', () => {
    expect(toggleArea(['a', 'b'], 'c')).toEqual(['a', 'b', 'c'])
    expect(toggleArea(['a', 'b', 'c'], 'd')).toEqual(['a', 'b', 'c'])
    expect(toggleArea(['a', 'b', 'c'], 'b')).toEqual(['a', 'c'])
  })
})

describe('whose yes is missing', () => {
  const yes = { at, by: 'Alex Morgan', how: 'own_device' as const }
  it.each([
    [{ person: null, worker: null }, 'open', ['person', 'worker']],
    [{ person: yes, worker: null }, 'open', ['worker']],
    [{ person: yes, worker: yes }, 'open', []],
    [{ person: null, worker: null }, 'let_go', []],
  ] as const)('%j while %s', (agreed, status, missing) => {
    expect(missingYes({ agreed, status })).toEqual(missing)
  })

  it('keeps what is still to be done apart from what is past', () => {
    const past: Action = { ...walk, id: 'past', status: 'not_done' }
    expect(sortOut([past, walk])).toEqual({ open: [walk], past: [past] })
  })
})

describe('who is there', () => {
  it('names the other side, and prefers somebody who is here', () => {
    const gone = { account_id: 'x', name: 'Tom Osei', side: 'worker' as const, is_here: false }
    expect(otherSide({ ...talk, people: [gone, ...talk.people] })).toEqual({ name: 'Asha Begum', isHere: true })
    expect(otherSide({ ...talk, people: talk.people.slice(0, 1) })).toBeNull()
  })

  it('knows the worker by who has been here, or who began', () => {
    expect(workerName({ ...talk, people: [] })).toBe('Asha Begum')
    expect(workerName({ ...talk, people: [], begun_by: 'Alex Morgan' })).toBeNull()
  })
})
