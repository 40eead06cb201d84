import { describe, expect, it } from 'vitest'
import { item, planOf, section } from '../testing/plan'
import { saveOf, stillThere, targetOptions } from './afterwards'

const tea = item('tea', 'Make tea')
const plan = planOf([
  section('myself', [tea, item('songs', 'Songs', { has_helped: true })], { version: 3 }),
  section('people', [item('mina', 'Mina', { phone: '07700 900123' })], { version: 2 }),
])

describe('what helped', () => {
  it('changes its own section alone, and nothing else of it', () => {
    expect(saveOf(plan, ['tea'], null)).toEqual({
      sections: [{ heading: 'myself', version: 3, items: [{ ...tea, has_helped: true }, item('songs', 'Songs', { has_helped: true })] }],
      with_account_id: null, from_version: null, takes: [],
    })
  })

  it('changes nothing where it is known already', () => {
    expect(saveOf(plan, ['songs'], null)).toBeNull()
  })

  it('goes where she wants it, at the end', () => {
    const save = saveOf(plan, ['mina'], { id: 'new', words: '  The lake ', target: 'distract.places' })
    expect(save?.sections.map(({ heading, version }) => [heading, version])).toEqual([['distract', 0], ['people', 2]])
    expect(save?.sections[0]?.items).toEqual([item('new', 'The lake', { group: 'places', has_helped: true })])
  })

  it('has a place for everything new, but none for signs or for others to keep', () => {
    expect(targetOptions.map(({ value }) => value)).toEqual(['myself.', 'distract.people', 'distract.places', 'safer.', 'going.', 'next_time.me'])
  })

  it('is asked only about what is still in the plan', () => {
    expect(stillThere(plan, ['gone', 'mina', 'tea']).map(({ id }) => id)).toEqual(['tea', 'mina'])
  })
})
