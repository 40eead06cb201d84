import { describe, expect, it } from 'vitest'
import type { PlanPhoto } from '../../shared/api-types'
import { item, planOf, section } from '../testing/plan'
import { readingOf, screensOf, withPhone } from './screens'

const photo: PlanPhoto = { id: 'p1', words: 'Biscuit asleep', width: 4, height: 3, bytes: 9, is_private: true, at: '2026-11-20T10:00:00Z' }

describe('the screens of the walk', () => {
  it('are the sections in her order, without those that are empty', () => {
    const plan = planOf([section('people', [item('1', 'Mina')]), section('signs', [item('2', 'Awake at four')]), section('safer')])
    expect(screensOf(plan).map(({ heading }) => heading)).toEqual(['signs', 'people'])
    expect(screensOf(planOf())).toEqual([])
  })

  it('show what to try, and not what was hard', () => {
    const items = [item('1', 'I waited too long', { group: 'hard' }), item('2', 'Ring before Friday', { group: 'me' })]
    const [screen] = screensOf(planOf([section('next_time', items)]))
    expect(screen?.title).toBe('What I would like to try')
    expect(screen?.parts.flatMap((part) => part.items.map(({ words }) => words))).toEqual(['Ring before Friday'])
    expect(screensOf(planOf([section('next_time', items.slice(0, 1))]))).toEqual([])
  })

  it('show photos with what keeps her going, also where there are no words', () => {
    const [screen] = screensOf(planOf([], { photos: [photo] }))
    expect([screen?.heading, screen?.photos]).toEqual(['going', [photo]])
  })

  it('ask whether it helped only where something can help', () => {
    const plan = planOf((['signs', 'triggers', 'myself', 'distressed'] as const).map((heading) => section(heading, [item(heading, 'words')])))
    expect(screensOf(plan).filter(({ canHelp }) => canHelp).map(({ heading }) => heading)).toEqual(['myself'])
  })
})

describe('what is read aloud', () => {
  it('is her words and notes, and nothing of ours', () => {
    const [screen] = screensOf(planOf([section('people', [item('1', 'Mina', { note: 'Also at night', phone: '07700 900123', has_helped: true }), item('2', 'Mr Okoro')])]))
    expect(readingOf(screen!)).toEqual(['Mina', 'Also at night', 'Mr Okoro'])
    const [away] = screensOf(planOf([section('distract', [item('3', 'The lake', { group: 'places' })])]))
    expect(readingOf(away!)).toEqual(['The lake'])
  })

  it('says which are not to be done, or it would say the opposite', () => {
    const items = [item('1', 'Touch me', { group: 'dont' }), item('2', 'Sit with me', { group: 'do' })]
    const [screen] = screensOf(planOf([section('distressed', items)]))
    expect(readingOf(screen!)).toEqual(['Please do', 'Sit with me', 'Please don’t', 'Touch me'])
  })
})

it('finds those of a section who can be rung', () => {
  const plan = planOf([section('people', [item('1', 'Mina', { phone: '07700 900123' }), item('2', 'Mr Okoro')])])
  expect(withPhone(plan, 'people').map(({ words }) => words)).toEqual(['Mina'])
  expect(withPhone(plan, 'services')).toEqual([])
})
