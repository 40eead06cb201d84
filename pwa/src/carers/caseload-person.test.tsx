import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact'
import { LocationProvider, Route, Router } from 'preact-iso'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { session } from '../shared/session'
import { answerWith, asha } from '../shared/testing/answers'
import { CaseloadPersonPage } from './CaseloadPersonPage'
import { pace } from '../shared/use-watched'

const team = { id: 'b1', name: 'Riverside', phone: '01632 960001', is_open: true, opens_at: null, out_of_hours: { words: '', call: '111' } }
const around = { preferred_name: 'Alex', team, key_worker: { name: 'Asha Begum' }, carer_champion: null, people: [{ name: 'Ada', relation: 'my sister' }] }
const ada = {
  id: 'c1', version: 1, name: 'Ada', relation: 'my sister', phone: '07700 900123', note: 'Ring her first.', at: '2026-11-20T10:00:00Z',
  by: 'Alex', is_mine: false, may_change: false,
}
const entry = (by: string, words: string, isMine = false) =>
  ({ id: words, heading: 'matters', title: 'What matters most to me', words, at: '2026-11-20T10:00:00Z', by, is_mine: isMine })
const request = {
  id: 's1', state: 'sent', asked_at: '2026-11-22T10:00:00Z', words: 'I cannot sleep.', wants_to_hear: 'today', promise: null,
  nobody_has_answered: true, closed_at: null, plan: null, notes: [], may_add: false,
}
const hidden = { sections: [], contacts: [], may_add: false }
const shared = { sections: [entry('Alex', 'My garden.'), entry('Tom Osei', 'Likes to be rung.')], contacts: [ada], may_add: true }
const table: Record<string, { status?: number; body?: unknown } | Error> = {}
const hide = () => Object.assign(table, {
  'GET /api/records/r1/around': { body: { ...around, people: [] } },
  'GET /api/records/r1/about-me': { body: hidden },
})

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  history.replaceState(null, '', '/caseload/r1')
  session.value = { state: 'signed-in', me: asha }
  Object.assign(table, {
    'GET /api/records/r1/around': { body: around },
    'GET /api/records/r1/step-ups': { body: { step_ups: [] } },
    'GET /api/records/r1/about-me': { body: shared },
  })
  answerWith(table)
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const open = () =>
  render(<LocationProvider><Router>{[<Route key="person" path="/caseload/:recordId" component={CaseloadPersonPage} />]}</Router></LocationProvider>)

describe('a person of one’s team', () => {
  it('shows who looks after them, who is around them once, and what each wrote', async () => {
    open()
    await screen.findByText('My garden.')
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Alex')
    screen.getByText('Asha Begum')
    screen.getByText('Riverside')
    expect(screen.getAllByText('Ada')).toHaveLength(1)
    expect(screen.getByRole('link', { name: 'Ring 07700 900123' }).getAttribute('href')).toBe('tel:07700900123')
    screen.getByText('Tom Osei added:')
    expect(screen.queryByText('Alex added:')).toBeNull()
    screen.getByText(/What you do not see here, Alex has not written or not shared\./)
    expect(document.title).not.toContain('Alex')
  })

  it('names those around them whom nobody wrote a number for', async () => {
    table['GET /api/records/r1/around'] = { body: { ...around, people: [...around.people, { name: 'Jo', relation: 'friend' }] } }
    open()
    within((await screen.findByText('Jo')).closest('li')!).getByText(/friend/)
  })

  it('leads to the open request, and says nothing of one that has ended', async () => {
    table['GET /api/records/r1/step-ups'] = { body: { step_ups: [{ ...request, id: 's0', state: 'closed' }, request] } }
    open()
    const link = await screen.findByRole('link', { name: 'Alex has asked for more support' })
    expect(link.getAttribute('href')).toBe('/requests/s1')
    screen.getByText(/Nobody has answered yet/)
    expect(screen.queryByText('I cannot sleep.')).toBeNull()
    table['GET /api/records/r1/step-ups'] = { body: { step_ups: [{ ...request, state: 'withdrawn' }] } }
    await vi.advanceTimersByTimeAsync(pace.every + 100)
    expect(screen.queryByRole('link', { name: 'Alex has asked for more support' })).toBeNull()
  })

  it('reads the same whether nothing is written or nothing is shared, and empties by itself', async () => {
    open()
    await screen.findByText('My garden.')
    hide()
    await vi.advanceTimersByTimeAsync(pace.every + 100)
    expect(screen.queryByText('My garden.')).toBeNull()
    screen.getByText('Nobody is written down here.')
    screen.getByText('Nothing is written down here.')
    expect(screen.queryByText('Add something')).toBeNull()
    for (const [name, path] of [['Safety plan of Alex', 'safety-plan'], ['Goals of Alex', 'goals'], ['How life is going for Alex', 'how-life-is'], ['What Alex is working on', 'working-on']] as const) {
      expect(screen.getByRole('link', { name }).getAttribute('href')).toBe(`/records/r1/${path}`)
    }
  })

  it('adds words under a heading, beside those of the person', async () => {
    table['GET /api/records/r1/about-me'] = { body: { ...shared, sections: [...shared.sections, entry('Asha Begum', 'Has a dog.', true)] } }
    open()
    fireEvent.input(await screen.findByLabelText('What would you like to add?'), { target: { value: 'Rings back in the evening.' } })
    screen.getByText(/Alex sees that you wrote this/)
    fireEvent.click(screen.getByText('Add it'))
    await vi.advanceTimersByTimeAsync(50)
    const [path, sent] = vi.mocked(fetch).mock.calls.find(([, init]) => init?.method === 'PUT')!
    expect(path).toMatch(/^\/api\/records\/r1\/about-me\//)
    expect(JSON.parse(sent!.body as string)).toEqual({ heading: 'matters', words: 'Has a dog.\nRings back in the evening.', replaces: 'Has a dog.' })
  })

  it('shows nobody when the team does not look after them', async () => {
    for (const key of Object.keys(table)) table[key] = { status: 404, body: { code: 'http.not_found', detail: 'There is nothing here.' } }
    open()
    await screen.findByText('There is nobody here whom your team looks after.')
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('A person of your team')
  })
})
