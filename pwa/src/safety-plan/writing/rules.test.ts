import { describe, expect, it } from 'vitest'
import { item, section, suggestion } from '../testing/plan'
import { ideasFor } from './ideas'
import { groupsOf, headings } from '../sections'
import { limits, moved, noDraft, problemsIn, problemsOf, standing, takenIn, together, wanted, type SectionDraft } from './rules'

const [walk, song] = [item('a', 'Walk'), item('b', 'Song')]
const saved = section('myself', [walk, song])
const begunOn = (items: SectionDraft['items'], more: Partial<SectionDraft> = {}): SectionDraft => ({ begun: { version: 1, items: [walk, song] }, items, adding: {}, ...more })

describe('what she wants', () => {
  it('is half by half, without spaces at the ends, and with what stands in the fields', () => {
    const draft = { ...noDraft, items: [item('x', ' Shout ', { group: 'dont' }), item('y', 'Sit down', { group: 'do' })], adding: { 'new-do': item('z', 'Wait ', { group: 'do' }), 'new-dont': item('w', '  ') } }
    expect(wanted('distressed', draft).map(({ words }) => words)).toEqual(['Sit down', 'Wait', 'Shout'])
  })

  it('takes no texts at a number that is not there', () => {
    const [only] = wanted('people', { ...noDraft, items: [item('x', 'Jo', { phone: ' ', may_text: true })] })
    expect(only).toMatchObject({ phone: null, may_text: false })
  })
})

describe('how it stands', () => {
  it('shows what is saved while nothing is begun', () => {
    expect(standing(saved, noDraft)).toEqual({ items: saved.items, isUnsaved: false, isBehind: false })
  })

  it('is not unsaved for a space, but keeps it in the field', () => {
    const typed = [item('a', 'Walk '), song]
    expect(standing(saved, begunOn(typed))).toEqual({ items: typed, isUnsaved: false, isBehind: false })
  })

  it('is behind when another device has saved meanwhile', () => {
    const newer = section('myself', [walk], { version: 2 })
    expect(standing(newer, begunOn([walk, song, item('c', 'Tea')]))).toMatchObject({ isUnsaved: true, isBehind: true })
    expect(standing(newer, begunOn([walk, song]))).toEqual({ items: [walk], isUnsaved: false, isBehind: false })
  })

  it('is saved when the answer was lost on the way: the same stands there, its number written as people do', () => {
    const sent = [item('c', 'Jo', { phone: '07700900123' })]
    const arrived = section('people', [item('c', 'Jo', { phone: '07700 900123' })], { version: 2 })
    expect(standing(arrived, { ...noDraft, begun: { version: 1, items: [] }, items: sent })).toMatchObject({ isUnsaved: false })
    const other = section('people', [item('c', 'Jo', { phone: '07700 900124' })], { version: 2 })
    expect(standing(other, { ...noDraft, begun: { version: 1, items: [] }, items: sent })).toMatchObject({ isUnsaved: true, isBehind: true })
  })
})

describe('another order', () => {
  it('is among those of the same half', () => {
    const items = [item('1', 'One', { group: 'do' }), item('2', 'Two', { group: 'dont' }), item('3', 'Three', { group: 'do' })]
    expect(moved(items, '3', -1).map(({ id }) => id)).toEqual(['3', '2', '1'])
    expect(moved(items, '2', -1)).toEqual(items)
    expect(moved(items, '1', 1).map(({ id }) => id)).toEqual(['3', '2', '1'])
  })
})

it('puts two versions together and loses nothing of either', () => {
  const both = together([walk, item('b', 'Song, loud')], [walk, song, item('c', 'Tea')], () => 'fresh')
  expect(both.map(({ id, words }) => [id, words])).toEqual([['a', 'Walk'], ['b', 'Song, loud'], ['fresh', 'Song'], ['c', 'Tea']])
})

it('knows which suggestions are in it', () => {
  const [one, other] = [suggestion('s1', 'myself', 'Breathe'), suggestion('s2', 'myself', 'Run')]
  expect(takenIn([walk, one.item], [one, other])).toEqual(['s1'])
})

describe('what has to be put right', () => {
  it('is said for each field', () => {
    const found = problemsOf([item('a', ''), item('b', 'x'.repeat(20_000)), item('c', 'Jo', { phone: '07700 9OO123', note: 'y'.repeat(limits.note + 1) }), song])
    expect(found.map(({ id, field }) => [id, field])).toEqual([['a', 'words'], ['b', 'words'], ['c', 'note'], ['c', 'phone']])
    expect(found[1]?.words).toMatch(/18,000 letters too long\. Nothing is lost\./)
  })

  it('leaves every number without letters to the service', () => {
    expect(problemsOf(['111', '+44 (0)1632 960-123', '116 123', '85258'].map((phone) => item(phone, 'Jo', { phone })))).toEqual([])
  })

  it('comes from the service by heading and place', () => {
    const refused = { 'people.1.phone': ['Check this number.'], 'signs.0.words': ['Another section.'], 'people.7.words': ['Not sent.'], people: ['All of it.'] }
    expect(problemsIn(refused, 'people', [walk, song])).toEqual([{ id: 'b', field: 'phone', words: 'Check this number.' }])
  })
})

it('has ideas for every section and half, each of them once', () => {
  for (const heading of headings) {
    const all = groupsOf(heading).map((group) => ideasFor(heading, group))
    const ideas = all.flatMap((one) => one.ideas)
    expect(all.every(({ label }) => label !== ''), heading).toBe(true)
    expect(new Set(ideas).size, heading).toBe(ideas.length)
    // The services have her team and the lines of the trust besides.
    if (heading !== 'services') expect(ideas.length, heading).toBeGreaterThanOrEqual(6)
  }
})
