import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact'
import { LocationProvider, Route, Router } from 'preact-iso'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useResource } from '../shared/use-resource'
import { justDone } from '../shared/just-done'
import { me, session } from '../shared/session'
import { alex, answerWith, asha } from '../shared/testing/answers'
import { readArrivals, readQuestions } from './api'
import { Arrivals } from './Arrivals'
import { NhsNumberPage } from './NhsNumberPage'
import { Questions } from './Questions'
import { lookEvery } from './use-waiting'
import { WaitingPage } from './WaitingPage'

const at = '2026-11-22T09:00:00Z'
const nhs = { key: 'nhs-login', name: 'NHS login' }
const newcomer = { ...alex, name: 'Noor', is_person: false, record_id: null }
const team = { name: 'Riverside', phone: '020 7946 0123' }
const noor = {
  id: 'a1', team_id: 'b1', preferred_name: 'Noor', invited_by: 'Asha Begum', invited_at: at, key_worker_id: 'tom', provider: nhs, level: 'P5', at, decision: null,
}
const members = [{ account_id: asha.account_id, name: asha.name }, { account_id: 'tom', name: 'Tom Osei' }]
const question = { id: 'q1', team_id: 'b1', kind: 'number_differs', words: 'Somebody signed in with another NHS number.', preferred_name: 'Sam', record_id: 'r2', provider: nhs, at }
const table: Record<string, { status?: number; body?: unknown } | Error> = {}
const sent = (path: string): unknown => JSON.parse(vi.mocked(fetch).mock.calls.findLast(([url, init]) => url === path && init?.method === 'PUT')?.[1]?.body as string)

const ShownArrivals = () => <Arrivals of={useResource(readArrivals)} />
const ShownQuestions = () => <Questions of={useResource(readQuestions)} />

beforeEach(() => {
  for (const key of Object.keys(table)) delete table[key]
  Object.assign(table, {
    'GET /api/me': { body: newcomer },
    'GET /api/waiting': { body: { state: 'waiting', team, since: at } },
    'GET /api/arrivals': { body: { arrivals: [noor, { ...noor, id: 'a2', preferred_name: 'Kim', decision: 'confirmed' }] } },
    'GET /api/teams': { body: { teams: [{ id: 'b1', name: 'Riverside', members }] } },
    'PUT /api/arrivals/a1/decision': { body: noor },
    'GET /api/identity-questions': { body: { questions: [question] } },
    'PUT /api/identity-questions/q1/done': { status: 204 },
    'GET /api/records/r1/nhs-number': { body: { shown: '••• ••• 0018', came_from: 'worker' } },
    'PUT /api/records/r1/nhs-number': { body: { shown: '••• ••• 5919', came_from: 'worker' } },
  })
  answerWith(table)
  justDone.value = null
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

describe('waiting', () => {
  beforeEach(() => {
    session.value = { state: 'signed-in', me: newcomer }
    history.replaceState(null, '', '/waiting')
  })
  const open = () => render(<LocationProvider><WaitingPage /></LocationProvider>)

  it('says who was told, since when, what happens next, and whom to ring', async () => {
    open()
    await screen.findByText(/Riverside has been told/)
    screen.getByRole('heading', { name: 'Nearly there' })
    screen.getByText('You asked')
    expect(screen.getByRole('link', { name: 'Ring Riverside: 020 7946 0123' }).getAttribute('href')).toBe('tel:02079460123')
    screen.getByRole('link', { name: 'Ring 999' })
  })

  it('goes on by itself once a worker has confirmed, and keeps nobody signed in by looking', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    open()
    await screen.findByText(/Riverside has been told/)
    table['GET /api/me'] = { body: alex }
    table['GET /api/waiting'] = { body: { state: 'none', team: null, since: null } }
    await act(async () => { await vi.advanceTimersByTimeAsync(lookEvery) })
    await waitFor(() => expect(me.value?.is_person).toBe(true))
    const polls = vi.mocked(fetch).mock.calls.map(([, init]) => (init?.headers as Headers).get('Waymark-Polling'))
    expect(new Set(polls)).toEqual(new Set(['1']))
  })

  it('says kindly when the team could not confirm it', async () => {
    table['GET /api/waiting'] = { body: { state: 'refused', team, since: at } }
    open()
    await screen.findByRole('heading', { name: 'The team could not confirm you' })
    screen.getByText(/changes nothing in your care/)
    screen.getByRole('link', { name: 'Ring Riverside: 020 7946 0123' })
  })

  it('says what could be here to an account with nothing', async () => {
    table['GET /api/waiting'] = { body: { state: 'none', team: null, since: null } }
    open()
    await screen.findByRole('heading', { name: 'Nothing is here for you yet' })
    screen.getByText(/Open the link of the invitation/)
    expect(me.value).toEqual(newcomer)
  })
})

describe('who has arrived', () => {
  beforeEach(() => {
    session.value = { state: 'signed-in', me: asha }
  })

  it('is confirmed once it is said how they are known, with the key worker of the invitation', async () => {
    render(<ShownArrivals />)
    fireEvent.click(await screen.findByRole('button', { name: 'I know that it is Noor' }))
    expect(screen.queryByText('Kim')).toBeNull()
    await screen.findByLabelText('Who is their key worker?')
    fireEvent.click(screen.getByRole('button', { name: 'Confirm, and open the record' }))
    expect(screen.getByRole('alert').textContent).toContain('Say how you know that it is them.')
    fireEvent.click(screen.getByLabelText('I have seen a document with their photo'))
    table['GET /api/arrivals'] = { body: { arrivals: [] } }
    fireEvent.click(screen.getByRole('button', { name: 'Confirm, and open the record' }))
    await screen.findByText('Noor is let in. We are telling them now.')
    expect(sent('/api/arrivals/a1/decision')).toEqual({ decision: 'confirm', identity_check: 'saw_document', key_worker_id: 'tom' })
  })

  it('is not let in after one more question', async () => {
    render(<ShownArrivals />)
    fireEvent.click(await screen.findByRole('button', { name: 'It is not Noor' }))
    expect(document.activeElement?.textContent).toBe('Is this not Noor?')
    fireEvent.click(screen.getByRole('button', { name: 'Yes, do not let them in' }))
    await screen.findByText('Noor was not let in.')
    expect(sent('/api/arrivals/a1/decision')).toEqual({ decision: 'refuse' })
  })

  it('was decided about by a colleague meanwhile', async () => {
    table['PUT /api/arrivals/a1/decision'] = { status: 409, body: { code: 'admission.already_decided', detail: 'No.' } }
    render(<ShownArrivals />)
    fireEvent.click(await screen.findByRole('button', { name: 'It is not Noor' }))
    fireEvent.click(screen.getByRole('button', { name: 'Yes, do not let them in' }))
    await screen.findByText('A colleague has decided about that meanwhile.')
  })

  it('is nobody: nothing is shown', async () => {
    table['GET /api/arrivals'] = { body: { arrivals: [] } }
    const { container } = render(<ShownArrivals />)
    await waitFor(() => expect(container.textContent).toBe(''))
  })
})

describe('a sign-in that did not fit', () => {
  it('says what happened and what to do, and goes off the list', async () => {
    session.value = { state: 'signed-in', me: asha }
    render(<ShownQuestions />)
    const row = within((await screen.findByText('Sam, with NHS login')).closest('li')!)
    row.getByText(question.words)
    row.getByText(/Ring the person on a number that you know/)
    expect(row.getByText('Open the page of Sam').getAttribute('href')).toBe('/caseload/r2')
    table['GET /api/identity-questions'] = { body: { questions: [] } }
    fireEvent.click(row.getByRole('button', { name: 'I have looked into it: Sam' }))
    await screen.findByText('Thank you. It is off the list.')
  })
})

describe('the NHS number of a record', () => {
  beforeEach(() => {
    session.value = { state: 'signed-in', me: asha }
    history.replaceState(null, '', '/records/r1/nhs-number')
  })
  const open = () => render(<LocationProvider><Router><Route path="/records/:recordId/nhs-number" component={NhsNumberPage} /><Route default component={() => null} /></Router></LocationProvider>)
  const type = (typed: string) => fireEvent.input(screen.getByLabelText('NHS number'), { target: { value: typed } })

  it('is mostly hidden, checked as it is typed, and leads back', async () => {
    open()
    await screen.findByText('••• ••• 0018')
    type('9434765910')
    expect(screen.getByLabelText<HTMLInputElement>('NHS number').value).toBe('943 476 5910')
    fireEvent.click(screen.getByRole('button', { name: 'Save the number' }))
    expect(screen.getByRole('alert').textContent).toContain('Perhaps two are swapped')
    type('')
    type('9434765919')
    fireEvent.click(screen.getByRole('button', { name: 'Save the number' }))
    await waitFor(() => expect(location.pathname).toBe('/caseload/r1'))
    expect(sent('/api/records/r1/nhs-number')).toEqual({ nhs_number: '9434765919' })
    expect(justDone.value).toEqual({ said: 'Saved.', at: '/caseload/r1' })
  })

  it('that belongs to another record is refused in words', async () => {
    table['PUT /api/records/r1/nhs-number'] = { status: 409, body: { code: 'care.nhs_number_in_use', detail: 'This number belongs to another record.' } }
    open()
    await screen.findByText('••• ••• 0018')
    type('943 476 5919')
    fireEvent.click(screen.getByRole('button', { name: 'Save the number' }))
    expect(await screen.findAllByText('This number belongs to another record.')).not.toHaveLength(0)
  })
})
