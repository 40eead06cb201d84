import { cleanup, render, screen } from '@testing-library/preact'
import { LocationProvider, Route, Router } from 'preact-iso'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { session } from '../shared/session'
import { alex, answerWith, asha, noSignal } from '../shared/testing/answers'
import { MessagesPage } from './MessagesPage'
import { SupportPage } from './SupportPage'
import { SupportPersonPage } from './SupportPersonPage'
import { pace } from '../shared/use-watched'

const person = { trusted_person_id: 't1', record_id: 'r1', preferred_name: 'Alex', please_do: 'Sit with me.', please_dont: '', has_open_request: true }
const team = { id: 'b1', name: 'Riverside', phone: '01632 960001', is_open: true, opens_at: null, out_of_hours: { words: '', call: '111' } }
const around = { preferred_name: 'Alex', team, key_worker: { name: 'Asha Begum' }, carer_champion: null, people: [] }
const request = {
  id: 's1', state: 'sent', asked_at: '2026-11-22T10:00:00Z', words: 'I cannot sleep.', wants_to_hear: 'today', promise: null,
  nobody_has_answered: true, closed_at: null, plan: null, notes: [], may_add: false,
}
const nothing = { sections: [], contacts: [], may_add: false }
const table: Record<string, { status?: number; body?: unknown } | Error> = {}

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  history.replaceState(null, '', '/support/r1')
  session.value = { state: 'signed-in', me: { ...alex, is_person: false, is_trusted: true, record_id: null } }
  Object.assign(table, {
    'GET /api/who-i-support': { body: { people: [person] } },
    'GET /api/records/r1/around': { body: around },
    'GET /api/records/r1/step-ups': { body: { step_ups: [request] } },
    'GET /api/records/r1/about-me': { body: nothing },
  })
  answerWith(table)
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const open = () => render(<LocationProvider><Router>{[<Route key="person" path="/support/:recordId" component={SupportPersonPage} />]}</Router></LocationProvider>)

describe('a person whom one supports', () => {
  it('shows where it stands, what they ask, and who is who; and nothing that is empty', async () => {
    open()
    await screen.findByText('Nobody has answered yet')
    screen.getByText('I cannot sleep.')
    screen.getByText('Sit with me.')
    screen.getByText('Asha Begum')
    expect(screen.queryByText('About Alex')).toBeNull()
    expect(screen.queryByText('Please don’t')).toBeNull()
  })

  it('empties by itself within fifteen seconds when it is not shared any more', async () => {
    expect(pace.every).toBeLessThanOrEqual(15_000)
    open()
    await screen.findByText('I cannot sleep.')
    table['GET /api/records/r1/step-ups'] = { body: { step_ups: [] } }
    await vi.advanceTimersByTimeAsync(pace.every + 100)
    expect(screen.queryByText('I cannot sleep.')).toBeNull()
    screen.getByText('Asha Begum')
  })

  it('shows nothing when the invitation has ended', async () => {
    open()
    await screen.findByText('I cannot sleep.')
    table['GET /api/records/r1/around'] = { status: 404, body: { code: 'http.not_found', detail: 'There is nothing here.' } }
    await vi.advanceTimersByTimeAsync(pace.every + 100)
    expect(screen.queryByText('I cannot sleep.')).toBeNull()
    screen.getByText('There is nothing here for you.')
  })

  it('does not go on showing what it could not ask about for a minute', async () => {
    open()
    await screen.findByText('I cannot sleep.')
    for (const key of Object.keys(table)) table[key] = noSignal
    await vi.advanceTimersByTimeAsync(pace.every + 100)
    screen.getByText('I cannot sleep.')
    await vi.advanceTimersByTimeAsync(pace.emptyAfter + pace.every)
    expect(screen.queryByText('I cannot sleep.')).toBeNull()
  })
})

describe('the list', () => {
  it('names who invited, and says what to do when nobody has', async () => {
    render(<SupportPage />)
    await screen.findByRole('link', { name: 'Alex' })
    table['GET /api/who-i-support'] = { body: { people: [] } }
    await vi.advanceTimersByTimeAsync(pace.every + 100)
    screen.getByText('Nobody has invited you yet, or it has ended.')
  })
})

describe('what carers told the team', () => {
  it('says who can see it and who has read it', async () => {
    session.value = { state: 'signed-in', me: asha }
    const message = {
      id: 'm1', at: '2026-11-22T10:00:00Z', from: 'Jo Hart', relation: 'friend', words: 'Not eating.', read_by: [], is_public: false,
      about: { record_id: 'r1', name: 'Alex' }, contact: null, in_confidence: true, is_read_by_me: false,
    }
    table['GET /api/team-messages'] = { body: { messages: [message] } }
    render(<MessagesPage />)
    await screen.findByText('In confidence: the person does not see this')
    screen.getByText('Nobody has read it yet.')
    screen.getByRole('button', { name: 'I have read the message from Jo Hart' })
  })
})
