import { describe, expect, it } from 'vitest'
import { sayWhoSees } from '../who-sees'
import { dialog, march, never, november, twice } from '../testing/dialog'
import { along, drawCourse, size, track } from './charts'
import { answered, isAnsweredAlone, nameable, openAsks, pointsOf, sayMean, sideBySide, sinceFirst } from './rules'
import type { MySharing, QuestionnaireAsk } from '../../shared/api-types'

const scale = { low: 1, high: 7 }
const at = (day: number) => `2026-01-${String(day).padStart(2, '0')}T10:00:00Z`

describe('last time and this time', () => {
  it('puts both beside each other for each area, in the groups of the questionnaire', () => {
    const groups = sideBySide(twice)
    expect(groups.map(({ title, lines }) => [title, lines.map(({ item }) => item.key)])).toEqual([['My life', ['mental_health', 'job']], ['My care', ['meetings']]])
    expect(groups[0]!.lines[0]).toMatchObject({ before: 3, now: 5, change: { words: 'up by 2 since March' } })
    expect(groups[1]!.lines[0]).toMatchObject({ before: 6, now: null, change: null })
  })

  it('keeps areas that belong to no group', () => {
    const groups = sideBySide({ ...twice, instrument: { ...dialog, groups: [] } })
    expect(groups.map(({ title, lines }) => [title, lines.length])).toEqual([[null, 3]])
  })

  it('says where more help is wanted, of this time alone', () => {
    const wants = { ...november, answers: november.answers.map((answer) => ({ ...answer, wants_help: answer.item === 'job' })) }
    expect(sideBySide({ ...twice, latest: wants })[0]!.lines.map(({ wantsHelp }) => wantsHelp)).toEqual([false, true])
    expect(sideBySide({ ...twice, previous: wants })[0]!.lines.some(({ wantsHelp }) => wantsHelp)).toBe(false)
  })
})

describe('words', () => {
  it('names each filled-in questionnaire once', () => {
    expect(nameable(twice).map(({ id }) => id)).toEqual(['r2', 'r1'])
    expect(nameable({ ...twice, previous: null, first: november })).toEqual([november])
    expect(nameable(never)).toEqual([])
    expect(nameable({ ...twice, first: { ...march, id: 'r0' } })).toHaveLength(3)
  })

  it('says means to one decimal place', () => {
    expect([4.625, 5, 4.04].map(sayMean)).toEqual(['4.6', '5', '4'])
  })

  it('says the change since the first time only where it is not the last time too', () => {
    const course = twice.items[0]!
    expect(sinceFirst(course)).toBeNull()
    expect(sinceFirst({ ...course, values: [3, ...course.values] })).toEqual(course.since_first)
  })

  it('takes only asks that nobody has answered', () => {
    const ask = { id: 'a1', response_id: null } as QuestionnaireAsk
    expect(openAsks([ask, { ...ask, id: 'a2', response_id: 'r1' }])).toEqual([ask])
  })
})

describe('what was asked for', () => {
  const ask = { id: 'a1', instrument: 'dialog', at: '2026-11-01T10:00:00Z', response_id: null } as QuestionnaireAsk
  const kept = { ...twice, latest: { ...november, is_private: true } }

  it('is open still when she has answered it for herself alone since', () => {
    expect(isAnsweredAlone(kept, ask)).toBe(true)
    expect(isAnsweredAlone(twice, ask)).toBe(false)
    expect(isAnsweredAlone(kept, { ...ask, at: '2026-11-21T10:00:00Z' })).toBe(false)
    expect(isAnsweredAlone(kept, { ...ask, instrument: 'pain' })).toBe(false)
    expect(isAnsweredAlone(never, ask)).toBe(false)
  })
})

describe('who sees it', () => {
  const shared = { section: 'dialog_results', is_shared: true, is_live: true }
  const jo = { name: 'Jo', state: 'sharing', sections: [shared] }
  const sharing = (some: object) => ({ stop: null, wording: '', people: [jo], team: { team: { id: 'b', name: 'Riverside' }, sections: [shared] }, ...some }) as unknown as MySharing

  it('names the team and whoever may see it now', () => {
    expect(sayWhoSees(sharing({}))).toBe('Riverside and Jo')
    expect(sayWhoSees(sharing({ people: [jo, { ...jo, name: 'Sam' }] }))).toBe('Riverside, Jo and Sam')
  })

  it('leaves out who was only invited, who sees other things, and everybody after a stop', () => {
    expect(sayWhoSees(sharing({ people: [{ ...jo, state: 'invited' }, { ...jo, sections: [{ ...shared, section: 'goals' }] }, { ...jo, sections: [{ ...shared, is_live: false }] }] }))).toBe('Riverside')
    expect(sayWhoSees(sharing({ team: null, people: [] }))).toBe('')
    expect(sayWhoSees(sharing({ stop: { id: 's', at: at(1), undo_until: at(1) } }))).toBe('')
  })
})

describe('charts', () => {
  it('places answers in equal steps from edge to edge', () => {
    const x = along(scale)
    expect([x(1), x(4), x(7)]).toEqual([track.edge, track.width / 2, track.width - track.edge])
  })

  it('draws higher answers higher, and later ones further right', () => {
    const { dots, last } = drawCourse([{ at: at(1), value: 1 }, { at: at(2), value: 7 }, { at: at(5), value: 4 }], scale)
    expect(dots.map(({ y }) => y)).toEqual([size.height - size.edge, size.edge, size.height / 2])
    // Four days: the second day is a quarter of the way.
    expect(dots[1]!.x).toBe(size.edge + (size.width - 2 * size.edge) / 4)
    expect(last).toEqual(dots[2])
  })

  it('interrupts the line where there is no answer', () => {
    const { path } = drawCourse([{ at: at(1), value: 1 }, { at: at(2), value: 2 }, { at: at(3), value: null }, { at: at(4), value: 4 }, { at: at(5), value: 5 }], scale)
    expect(path.match(/M/g)).toHaveLength(2)
  })

  it('puts a single time into the middle', () => {
    const { last } = drawCourse([{ at: at(1), value: 4 }], scale)
    expect(last).toEqual({ x: size.width / 2, y: size.height / 2 })
  })

  it('draws the line alone when there are many, but a dot for an answer between two gaps', () => {
    const many: { at: string; value: number | null }[] = Array.from({ length: 200 }, (_, day) => ({ at: new Date(Date.UTC(2026, 0, 1 + day)).toISOString(), value: (day % 7) + 1 }))
    expect(drawCourse(many, scale).dots).toEqual([])
    many[50]!.value = null
    many[52]!.value = null
    expect(drawCourse(many, scale).dots).toHaveLength(1)
  })

  it('puts each value to its time, and none where one is missing', () => {
    expect(pointsOf(twice, [3])).toEqual([{ at: march.answered_at, value: 3 }, { at: november.answered_at, value: null }])
  })

  it('leaves out times without an answer', () => {
    expect(answered([{ at: at(1), value: null }, { at: at(2), value: 3 }])).toEqual([{ at: at(2), value: 3 }])
  })
})
