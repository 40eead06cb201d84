import { fireEvent, render, screen, within } from '@testing-library/preact'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { session } from '../shared/session'
import { answerWith, asha } from '../shared/testing/answers'
import { PeoplePage } from './PeoplePage'
import { TeamPage } from './TeamPage'

const teamId = asha.teams[0]!.id
const tom = { account_id: 'tom', name: 'Tom Osei', role: 'duty', has_confirmed_device: false }
const me = { account_id: asha.account_id, name: asha.name, role: 'worker', has_confirmed_device: true }
const team = {
  id: teamId, name: 'Riverside', phone: '020 7946 0123', is_open: true, opens_at: null, closes_at: '2026-11-23T17:00:00Z',
  closed_because: null, out_of_hours: { words: 'Ring the crisis line.', call: '0800 038 5300' },
  hours: [0, 1, 2, 3, 4].map((weekday) => ({ weekday, opens: '09:00', closes: '17:00' })), role: 'worker', members: [me, tom],
}
const quiet = { is_mine: true, review: null, new_ratings: 0, actions_due: 0, open_conversation: false }
const alex = { record_id: 'r1', preferred_name: 'Alex', key_worker: { account_id: asha.account_id, name: asha.name }, team_id: teamId, ...quiet }
const sam = { ...alex, record_id: 'r2', preferred_name: 'Sam', key_worker: { account_id: 'tom', name: 'Tom Osei' } }
const table: Record<string, { status?: number; body?: unknown } | Error> = {}

beforeEach(() => {
  Object.assign(table, {
    'GET /api/teams': { body: { teams: [team] } },
    'GET /api/caseload': { body: { people: [alex, sam] } },
    'PUT /api/records/r1/key-worker': { body: { account_id: 'tom', name: 'Tom Osei' } },
  })
  answerWith(table)
  session.value = { state: 'signed-in', me: asha }
})

describe('people', () => {
  it('shows one’s own first, and whom one may hand over', async () => {
    render(<PeoplePage />)
    await screen.findByText('Alex')
    expect(screen.getAllByRole('heading').map((heading) => heading.textContent)).toEqual(
      ['Caseload', 'You are their key worker', 'Alex', 'Others in your team', 'Sam'])
    await screen.findByRole('button', { name: 'Change the key worker of Alex' })
    expect(screen.queryByRole('button', { name: 'Change the key worker of Sam' })).toBeNull()
  })

  it('leads to those who wait to be confirmed', async () => {
    table['GET /api/arrivals'] = { body: { arrivals: [{ decision: null }, { decision: 'confirmed' }] } }
    render(<PeoplePage />)
    expect((await screen.findByRole('link', { name: '1 person waits for you to confirm them' })).getAttribute('href')).toBe('/caseload/invite')
    delete table['GET /api/arrivals']
  })

  it('hands a person over without looking at everybody again', async () => {
    render(<PeoplePage />)
    fireEvent.click(await screen.findByRole('button', { name: 'Change the key worker of Alex' }))
    fireEvent.change(screen.getByLabelText('Who will be key worker for Alex?'), { target: { value: 'tom' } })
    fireEvent.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByText('Tom Osei is now key worker for Alex.')
    expect(vi.mocked(fetch).mock.calls.filter(([path]) => path === '/api/caseload')).toHaveLength(1)
  })

  it('says what waits with each, and shows only those when asked to', async () => {
    const more = ['Maya', 'Robin'].map((name) => ({ ...sam, record_id: name, preferred_name: name }))
    table['GET /api/caseload'] = { body: { people: [{ ...alex, new_ratings: 2, actions_due: 1, open_conversation: true }, sam, ...more] } }
    render(<PeoplePage />)
    const line = (await screen.findByText('Alex')).closest('li')!
    for (const said of ['A conversation is open.', '2 new ratings since you last looked.', 'Something that was agreed is due.']) within(line).getByText(said)
    fireEvent.click(screen.getByLabelText('Something to do'))
    screen.getByText('1 person')
    expect(screen.queryByText('Sam')).toBeNull()
    fireEvent.input(screen.getByLabelText('Find by name'), { target: { value: 'rob' } })
    screen.getByText('Nobody here with that.')
    fireEvent.click(screen.getByLabelText('Everybody'))
    screen.getByText('Robin')
  })

  it('keeps the choice open when it is refused', async () => {
    table['PUT /api/records/r1/key-worker'] = { status: 403, body: { code: 'http.forbidden', detail: 'Only the key worker or a lead may do this.' } }
    render(<PeoplePage />)
    fireEvent.click(await screen.findByRole('button', { name: 'Change the key worker of Alex' }))
    fireEvent.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByText('Only the key worker or a lead may do this.')
    screen.getByLabelText('Who will be key worker for Alex?')
  })

  it('says what could be here while there is nobody', async () => {
    table['GET /api/caseload'] = { body: { people: [] } }
    render(<PeoplePage />)
    await screen.findByText(/looks after nobody here yet/)
    expect(screen.getByRole('link', { name: 'Invite a person' }).getAttribute('href')).toBe('/caseload/invite')
  })
})

describe('the team', () => {
  it('says until when it is open, and who can be reached', async () => {
    render(<TeamPage />)
    const line = (await screen.findByText('Tom Osei')).closest('li')!
    within(line).getByText('No device confirmed')
    screen.getByText('Asha Begum (you)')
    screen.getByText(/Open now, until/)
    screen.getByText('Monday to Friday: 9 am to 5 pm')
    expect(screen.getByRole('link', { name: 'Ring 0800 038 5300' }).getAttribute('href')).toBe('tel:08000385300')
  })

  it('shows a lead who no longer gets in, what they hold, and the way to hand it over', async () => {
    const gone = [
      { account_id: 'priya', name: 'Priya Nair', since: '2026-11-22T09:00:00Z', holds: { people: 3, requests: 1, places: 2 } },
      { account_id: 'ben', name: 'Ben Cole', since: '2026-11-22T09:00:00Z', holds: { people: 0, requests: 0, places: 0 } },
    ]
    table['GET /api/teams'] = { body: { teams: [{ ...team, role: 'lead', carer_champion_id: null }] } }
    table[`GET /api/teams/${teamId}/let-go`] = { body: { let_go: gone } }
    render(<TeamPage />)
    await screen.findByText(/They still hold 3 people, 1 request and 2 places in the rota\./)
    screen.getByText(/They hold nothing any more\./)
    expect(screen.getByRole('link', { name: 'Hand over what Priya Nair holds' }).getAttribute('href')).toBe(`/team/members/priya/hand-over?team=${teamId}`)
    expect(screen.queryByRole('link', { name: 'Hand over what Ben Cole holds' })).toBeNull()
  })

  it('lets a lead choose who looks after carers, and only a lead', async () => {
    const { unmount } = render(<TeamPage />)
    await screen.findByText('Nobody is named yet. A team lead can choose somebody.')
    expect(screen.queryByLabelText('Choose one of the team')).toBeNull()
    unmount()
    table['GET /api/teams'] = { body: { teams: [{ ...team, role: 'lead', carer_champion_id: null }] } }
    table[`PUT /api/teams/${teamId}/carer-champion`] = { status: 204 }
    render(<TeamPage />)
    fireEvent.change(await screen.findByLabelText('Choose one of the team'), { target: { value: 'tom' } })
    fireEvent.click(screen.getByRole('button', { name: 'Save who looks after carers' }))
    await screen.findByText('Tom Osei looks after carers now.')
    const [, sent] = vi.mocked(fetch).mock.calls.find(([, init]) => init?.method === 'PUT')!
    expect(JSON.parse(sent!.body as string)).toEqual({ account_id: 'tom' })
  })

  it('says why it is closed', async () => {
    const closed = { ...team, is_open: false, closes_at: null, opens_at: '2026-12-29T09:00:00Z', closed_because: 'bank holiday: Christmas Day' }
    table['GET /api/teams'] = { body: { teams: [closed] } }
    render(<TeamPage />)
    await screen.findByText('Closed now: bank holiday: Christmas Day.')
  })
})
