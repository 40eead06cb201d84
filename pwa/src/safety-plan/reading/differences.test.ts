import { describe, expect, it } from 'vitest'
import { item, planOf, section } from '../testing/plan'
import { compareItems, compareSections } from './differences'

const [walk, tea, call] = [item('1', 'A walk'), item('2', 'Tea'), item('3', 'Ring Jo')]

describe('what differs within a section', () => {
  it('is nothing between the same', () => {
    expect(compareItems([walk, tea], [walk, tea])).toEqual({ before: [], after: [], changed: [], isMoved: false })
  })

  it('is what is only in the one, only in the other, and put in other words', () => {
    const longer = { ...walk, words: 'A walk by the river' }
    expect(compareItems([walk, tea], [longer, call])).toEqual({ before: [tea], after: [call], changed: [{ before: walk, after: longer }], isMoved: false })
  })

  it.each([{ note: 'In the evening' }, { phone: '07700 900123' }, { may_text: true }, { group: 'places' as const }, { has_helped: true }])('counts every part of a thing: %j', (more) => {
    expect(compareItems([walk], [{ ...walk, ...more }]).changed).toHaveLength(1)
  })

  it('knows what was written anew in the same words', () => {
    expect(compareItems([walk, tea], [item('9', 'A walk'), tea])).toEqual({ before: [], after: [], changed: [], isMoved: false })
  })

  it('pairs each thing once', () => {
    expect(compareItems([walk], [walk, item('8', 'A walk')]).after).toEqual([item('8', 'A walk')])
    expect(compareItems([walk, item('8', 'A walk')], [item('9', 'A walk')]).before).toHaveLength(1)
  })

  it('sees another order, not what was put in between', () => {
    expect(compareItems([walk, tea], [tea, walk]).isMoved).toBe(true)
    expect(compareItems([walk, tea], [walk, call, tea]).isMoved).toBe(false)
    expect(compareItems([item('9', 'New words'), walk], [walk, { ...item('1', 'x'), id: '9' }]).isMoved).toBe(true)
  })
})

describe('what differs between two plans', () => {
  it('is told section by section, in their order', () => {
    const [before, after] = [planOf([section('signs', [walk]), section('myself', [tea])]), planOf([section('signs', [walk]), section('myself', []), section('going', [call])])]
    expect(compareSections(before.sections, after.sections).map(({ heading }) => heading)).toEqual(['myself', 'going'])
  })
})
