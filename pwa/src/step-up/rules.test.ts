import { describe, expect, it } from 'vitest'
import type { StandingState } from '../shared/api-types'
import { firstName, nextTellingOf, numberFrom, progressOf, standOf, tellingsOf, willHappen, type Stand } from './rules'
import { after, asked, closedTeam, entry, myTeam, promise, standing, toldAsha, view } from './testing/views'

const now = Date.parse(asked)

describe('what will happen', () => {
  it('names the worker and how long we wait before we ask the team', () => {
    expect(willHappen(myTeam, 'today', now)).toEqual({ kind: 'open', keyWorker: 'Asha', waitMinutes: 15, closesSoon: null })
    expect(willHappen(myTeam, 'few_days', now)).toMatchObject({ waitMinutes: 60 })
  })

  it('says when the team goes home within the hour', () => {
    const late = Date.parse('2026-11-23T16:30:00Z')
    expect(willHappen(myTeam, 'today', late)).toMatchObject({ closesSoon: '2026-11-23T17:00:00Z' })
  })

  it('says when a closed team is back', () => {
    expect(willHappen({ ...myTeam, team: closedTeam }, 'today', now)).toMatchObject({ kind: 'closed', opensAt: '2026-11-24T09:00:00Z' })
  })
})

describe('the one thing that is true', () => {
  it.each<[Stand, StandingState]>([
    ['telling', 'sent'], ['waiting', 'told'], ['waiting', 'reached'], ['waiting', 'seen'], ['waiting', 'asking'], ['unreached', 'unreached'],
    ['team_closed', 'closed_now'], ['helped', 'helped_by'], ['promised', 'promised'], ['missed', 'missed'], ['talked', 'talking'],
    ['planned', 'planned'], ['closed', 'closed'], ['withdrawn', 'withdrawn'],
  ])('is %s when the service says %s', (stand, state) => expect(standOf(view({ standing: standing(state) }))).toBe(stand))
})

describe('how far it has come', () => {
  it('goes from sent to reached, seen and answered', () => {
    const told = view().told.map((one) => ({ ...one, reached_at: after(0), seen_at: after(7) }))
    const steps = progressOf(view({ state: 'acknowledged', told, promise }))
    expect(steps.map(({ kind }) => kind)).toEqual(['sent', 'reached', 'seen', 'promised'])
  })

  it('tells of a large team together, and by name only of those who have seen it', () => {
    const told = ['Asha', 'Tom', 'Grace', 'Li'].map((name) => ({ name, role: null, whom: 'on_shift' as const, channels: [], at: after(15), reached_at: null, seen_at: name === 'Li' ? after(16) : null }))
    expect(progressOf(view({ told })).map(({ kind, name }) => [kind, name])).toEqual([
      ['sent', null], ['told_many', null], ['told', 'Asha'], ['told', 'Li'], ['seen', 'Li'],
    ])
  })

  it('begins again when it was opened again', () => {
    const again = view({ told: [], timeline: [entry('sent', 0), entry('closed', 60), entry('reopened', 90)] })
    expect(progressOf(again)).toEqual([{ kind: 'sent', at: after(90), name: null }])
  })
})

describe('whom we tell', () => {
  it('says whom we told and that the team is next', () => {
    expect(tellingsOf(view())).toEqual([{ at: asked, whom: 'key_worker', isTeam: false, names: ['Asha'] }])
    expect(nextTellingOf(view(), now)).toEqual({ whom: 'on_shift', at: after(15), isNow: false })
    expect(nextTellingOf(view(), now + 15 * 60_000)?.isNow).toBe(true)
  })

  it('does not promise to tell the team a second time as if it were new', () => {
    const next_telling = { whom: 'on_shift' as const, at: after(30), is_again: true }
    expect(nextTellingOf(view({ next_telling }), now)?.whom).toBe('again')
  })

  it('reads an older telling of the whole team as one', () => {
    const timeline = [entry('sent', 0), toldAsha, entry('told', 15, { detail: { whom: 'team', names: ['Tom Osei', 'Grace Lee'] } })]
    expect(tellingsOf(view({ timeline })).map(({ isTeam }) => isTeam)).toEqual([false, true])
  })

  it('forgets tellings from before it last went out', () => {
    expect(tellingsOf(view({ nobody_has_answered_since: after(60) }))).toEqual([])
  })

  it('has nothing next while the team is away', () => {
    expect(nextTellingOf(view({ next_telling: { whom: 'opening', at: after(900), is_again: false } }), now)).toBeNull()
  })
})

describe('small things', () => {
  it('takes the first name', () => expect(firstName(' Asha Begum ')).toBe('Asha'))

  it('fills in a number only when it is whole', () => {
    const contact = { id: 'c', kind: 'text' as const, confirmed_at: asked }
    expect(numberFrom([{ ...contact, shown: '07••• •••101' }])).toBeNull()
    expect(numberFrom([{ ...contact, shown: '07700 900101' }])).toBe('07700 900101')
    expect(numberFrom([{ ...contact, kind: 'email', shown: 'a@example.org' }])).toBeNull()
  })

})
