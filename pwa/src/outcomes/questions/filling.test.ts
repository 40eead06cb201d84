import { describe, expect, it } from 'vitest'
import { hasFaces, sayValue } from '../scale'
import { dialog, item } from '../testing/dialog'
import { answer, asked, before, carryOver, countAnswered, firstOpen, freshFilling, givenTo, hasBegun, missing, nextAfter, placeOf, sentOf, type Filling } from './filling'

const at = '2026-11-22T10:00:00Z'
const [first, middle, last] = dialog.items as [typeof dialog.items[number], typeof dialog.items[number], typeof dialog.items[number]]
const fresh = freshFilling(dialog, 'f1', at, null)
const filled = (values: Record<string, number>, start: Filling = fresh) =>
  Object.entries(values).reduce((filling, [key, value]) => answer(filling, key, { value, skipped: null }), start)

describe('answering', () => {
  it('keeps each answer by its key, and whether more help is wanted beside it', () => {
    const filling = answer(filled({ job: 3 }), 'job', { wants_help: true })
    expect(givenTo(filling, 'job')).toEqual({ value: 3, skipped: null, wants_help: true })
    expect(givenTo(filling, 'meetings')).toEqual({ value: null, skipped: null, wants_help: null })
  })

  it('counts answers, not what was left out', () => {
    const filling = answer(filled({ job: 3 }), 'meetings', { skipped: 'does_not_apply' })
    expect(countAnswered(filling)).toBe(1)
    expect(countAnswered(fresh)).toBe(0)
  })

  it('has begun with an answer, something left out, or words', () => {
    expect(hasBegun(fresh)).toBe(false)
    expect(hasBegun(filled({ job: 3 }))).toBe(true)
    expect(hasBegun(answer(fresh, 'job', { skipped: 'rather_not_say' }))).toBe(true)
    expect(hasBegun({ ...fresh, words: 'Hello' })).toBe(true)
  })
})

describe('what comes next', () => {
  it('goes through the questions in their order', () => {
    expect(nextAfter(fresh, first)).toBe(middle)
    expect(nextAfter(fresh, last)).toBeNull()
    expect(before(fresh, middle)).toBe(first)
    expect(before(fresh, first)).toBeNull()
    expect(placeOf(fresh, last)).toEqual({ at: 3, of: 3 })
  })

  it('goes on with the first question that is open; what was left out on purpose is not', () => {
    expect(firstOpen(answer(filled({ mental_health: 4 }), 'job', { skipped: 'does_not_apply' }))).toBe(last)
    expect(firstOpen(filled({ mental_health: 4, job: 4, meetings: 4 }))).toBeNull()
  })
})

describe('when the questions have changed since', () => {
  const newer = { ...dialog, version: '2', items: [item('money', 'Money'), last, { ...middle, high: 5 }, first] }
  const moved = carryOver({ ...filled({ mental_health: 4, job: 6, meetings: 2 }), words: 'Mine', answered_at: at }, newer)

  it('carries answers over by their key, and keeps the rest', () => {
    expect(givenTo(moved, 'mental_health').value).toBe(4)
    expect(givenTo(moved, 'meetings').value).toBe(2)
    expect(moved).toMatchObject({ id: 'f1', words: 'Mine', begun_at: at, answered_at: null })
    expect(moved.instrument.version).toBe('2')
  })

  it('asks only what is new, or what no answer fits any more', () => {
    expect(asked(moved).map(({ key }) => key)).toEqual(['money', 'job'])
    expect(firstOpen(moved)?.key).toBe('money')
    expect(nextAfter(moved, newer.items[0]!)?.key).toBe('job')
    expect(placeOf(moved, newer.items[0]!)).toEqual({ at: 1, of: 2 })
  })

  it('counts an older question that is changed among all of them, and leads back from it', () => {
    expect(placeOf(moved, newer.items[3]!)).toEqual({ at: 4, of: 4 })
    expect(nextAfter(moved, newer.items[3]!)).toBeNull()
  })

  it('leaves everything as it is when they have not', () => {
    const filling = filled({ job: 6 })
    expect(carryOver(filling, { ...dialog })).toBe(filling)
  })

  it('leaves behind what is not asked any more', () => {
    const shorter = carryOver(filled({ job: 6, meetings: 2 }), { ...dialog, version: '2', items: [first, last] })
    expect(Object.keys(shorter.given)).toEqual(['meetings'])
  })
})

describe('sending', () => {
  it('needs an answer, and a decision about who sees it', () => {
    expect(missing(fresh, false)).toEqual(['answers', 'privacy'])
    expect(missing({ ...filled({ job: 3 }), is_private: true }, false)).toEqual([])
  })

  it('needs to know how a worker did it; they keep nothing from anybody', () => {
    expect(missing(filled({ job: 3 }), true)).toEqual(['how'])
    expect(sentOf({ ...filled({ job: 3 }), how: 'for_them', is_private: true }, at)).toMatchObject({ how: 'for_them', is_private: false })
  })

  it('sends what was decided, by key; an answer that became left out takes its wish for help with it', () => {
    const changed = answer(answer(filled({ job: 3 }), 'job', { wants_help: true }), 'job', { value: null, skipped: 'rather_not_say' })
    const sent = sentOf({ ...filled({ meetings: 7 }, changed), words: '  So so. ', is_private: true }, at)
    expect(sent).toEqual({
      instrument: 'dialog', version: '1', answered_at: at, is_private: true, how: 'alone', asked_id: null, words: 'So so.',
      answers: [{ item: 'job', value: null, skipped: 'rather_not_say', wants_help: null }, { item: 'meetings', value: 7, skipped: null, wants_help: null }],
    })
  })

  it('forgets the time of the first try as soon as an answer changes', () => {
    expect(answer({ ...fresh, answered_at: at }, 'job', { value: 2 }).answered_at).toBeNull()
  })
})

describe('the scale', () => {
  it('says number and words, and the number alone where there are no words', () => {
    expect(sayValue(first, 5)).toBe('5, fairly satisfied')
    expect(sayValue(item('pain', 'Pain', { low: 0, high: 10, labels: [{ value: 0, words: 'none' }] }), 4)).toBe('4')
  })

  it('has faces only for satisfaction from 1 to 7', () => {
    expect(hasFaces(first)).toBe(true)
    expect(hasFaces(item('a', 'A', { low: 0, high: 4 }))).toBe(false)
    expect(hasFaces(item('a', 'A', { labels: first.labels.map(({ value }) => ({ value, words: 'often' })) }))).toBe(false)
  })
})
