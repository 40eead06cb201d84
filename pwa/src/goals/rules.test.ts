import { describe, expect, it } from 'vitest'
import { goal, score, step } from '../shared/testing/goals'
import { countFollowed, fitsHeading, inOrder, moved, mustSaySame, nextPosition, pointsOf, scoresBefore, scoresNow, withGoal } from './rules'

const ids = (all: readonly { id: string }[]) => all.map(({ id }) => id)

describe('steps', () => {
  const steps = [step('c', 2), step('a', 0), step('b', 1)]
  const written = (id: string, by: -1 | 1, of = steps) => moved(of, id, by).map(({ step: { id: one }, position }) => `${one}${position}`)

  it('stand in their order, and a new one comes last', () => {
    expect(ids(inOrder(steps))).toEqual(['a', 'b', 'c'])
    expect(nextPosition(steps)).toBe(3)
    expect(nextPosition([])).toBe(0)
  })

  it('change places with their neighbour, and nothing else is written', () => {
    expect(written('b', -1)).toEqual(['b0', 'a1'])
    expect(written('b', 1)).toEqual(['c1', 'b2'])
    expect(written('a', -1)).toEqual([])
    expect(written('c', 1)).toEqual([])
    expect(written('nobody', 1)).toEqual([])
  })

  it('that stood on one place are put right on the way', () => {
    const equal = [step('a', 0, { at: '1' }), step('b', 0, { at: '2' }), step('c', 0, { at: '3' })]
    expect(written('c', -1, equal)).toEqual(['c1', 'b2'])
  })
})

describe('how near', () => {
  const one = goal('g', { baseline: 2, scores: [score('3', 4, { baseline: 2 }), score('1', 9), score('2', 2, { baseline: 2 })] })

  it('keeps apart what was said about another goal', () => {
    expect(ids(scoresNow(one))).toEqual(['2', '3'])
    expect(ids(scoresBefore(one))).toEqual(['1'])
  })

  it('asks whether it is the same only when the words change and something was said about them', () => {
    expect(mustSaySame(one, 'Goal g ')).toBe(false)
    expect(mustSaySame(one, 'Other words')).toBe(true)
    expect(mustSaySame({ ...one, baseline: 3 }, 'Other words')).toBe(false)
  })

  it('is drawn with 10 at the top', () => {
    expect(pointsOf([0, 10, 5], 100, 50)).toEqual([{ x: 0, y: 50 }, { x: 50, y: 0 }, { x: 100, y: 25 }])
    expect(pointsOf([5], 100, 50)).toEqual([{ x: 0, y: 25 }])
  })
})

it('counts what is followed, and puts in one goal', () => {
  const all = { goals: [goal('a', { tracked: 1 }), goal('b')], areas: [] }
  expect(countFollowed(all.goals)).toBe(1)
  expect(withGoal(all, goal('b', { words: 'New' })).goals.map(({ words }) => words)).toEqual(['Goal a', 'New'])
})

it('puts short words in the heading', () => {
  expect(fitsHeading('Grow beans.')).toBe(true)
  expect(fitsHeading('x'.repeat(91))).toBe(false)
  expect(fitsHeading('One\ntwo')).toBe(false)
})
