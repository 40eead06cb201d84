import { fireEvent, render, screen, within } from '@testing-library/preact'
import { LocationProvider } from 'preact-iso'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { session } from '../../shared/session'
import { alex, answerWith, asha } from '../../shared/testing/answers'
import { planItem, theirPlan } from '../../shared/testing/safety-plans'
import { WhoHasLookedPage } from '../WhoHasLookedPage'
import { EmergencyPage } from './EmergencyPage'
import { EmergencyReviewsPage } from './EmergencyReviewsPage'
import { TheirRecord } from './TheirRecord'

const table: Record<string, { status?: number; body?: unknown } | Error> = {}
const at = '2026-11-20T10:00:00Z'
const review = {
  id: 'g1', preferred_name: 'Alex Morgan', by: 'Nia Rees', team: 'Hillside', reason: 'They do not answer.', began_at: at, ends_at: at,
  tell_at: '2026-11-21T10:00:00Z', is_told: false, held_by: null, held_reason: null, due_at: at, is_overdue: true, reviewed_at: null,
  reviewed_by: null, outcome: null, words: null,
}
const emergency = {
  id: 'g1', by: 'Nia Rees', role: 'worker', team: 'Hillside', reason: 'They do not answer.', began_at: at, ends_at: at,
  told_later_because: 'He reads your phone.', was_told_later: true, outcome: 'right',
}
const entry = {
  id: 'e1', at, by: 'Nia Rees', role: 'worker', relation: null, team: 'Hillside', section: 'safety_plan', how: 'screen', way: 'break_glass',
  words: 'Nia Rees (worker, Hillside) read your safety plan.', why: 'In an emergency: They do not answer.',
}

beforeEach(() => {
  for (const key of Object.keys(table)) delete table[key]
  Object.assign(table, {
    'GET /api/emergency': { body: { emergencies: [] } },
    'POST /api/emergency/look-up': { body: { people: [{ record_id: 'r1', preferred_name: 'Alex Morgan', team: 'Riverside' }] } },
    'GET /api/emergency/reviews': { body: { reviews: [review] } },
    'POST /api/emergency/g1/review': { body: { ...review, reviewed_at: at, reviewed_by: 'Grace Lee', outcome: 'right', words: 'Needed.' } },
    'GET /api/access-reports': { body: { reports: [] } },
    'GET /api/access-reports/mine': { body: { reports: [] } },
    'GET /api/emergency/about-me': { body: { emergencies: [emergency] } },
    'GET /api/access-log': { body: { entries: [entry], next: 'e1', people: [{ id: 'nia', name: 'Nia Rees' }] } },
    'GET /api/access-log?before=e1': { body: { entries: [{ ...entry, id: 'e0', words: 'An older one.' }], next: null, people: [] } },
    'GET /api/access-log?who=nia': { body: { entries: [], next: null, people: [{ id: 'nia', name: 'Nia Rees' }] } },
  })
  answerWith(table)
  session.value = { state: 'signed-in', me: asha }
})

const sent = (method: string, start: string): unknown => {
  const call = vi.mocked(fetch).mock.calls.find(([url, init]) => (url as string).startsWith(start) && init?.method === method)
  return call === undefined ? undefined : JSON.parse(call[1]?.body as string)
}

describe('looking in an emergency', () => {
  beforeEach(() => {
    render(<LocationProvider><EmergencyPage /></LocationProvider>)
  })

  it('wants something to look for', async () => {
    fireEvent.click(await screen.findByRole('button', { name: 'Look up' }))
    within(screen.getByRole('alert')).getByText('Enter a mobile number, an e-mail address or a name.')
    expect(sent('POST', '/api/emergency')).toBeUndefined()
  })

  it('asks why, says what will happen, and only then opens', async () => {
    fireEvent.input(await screen.findByLabelText(/Or the name/), { target: { value: ' Alex Morgan ' } })
    fireEvent.click(screen.getByRole('button', { name: 'Look up' }))
    fireEvent.click(await screen.findByRole('button', { name: 'Yes, Alex Morgan of Riverside' }))
    expect(sent('POST', '/api/emergency/look-up')).toEqual({ contact: null, name: 'Alex Morgan' })
    fireEvent.click(screen.getByRole('button', { name: 'Go on' }))
    within(screen.getByRole('alert')).getByText('Say in a few words why you need to look now.')
    fireEvent.input(screen.getByLabelText('Say what is happening'), { target: { value: 'They do not answer the door.' } })
    fireEvent.click(screen.getByRole('button', { name: 'Go on' }))
    screen.getByText('Alex Morgan will be told now that you looked, and why.')
    expect(sent('PUT', '/api/emergency/')).toBeUndefined()
    fireEvent.click(screen.getByRole('button', { name: 'Look now' }))
    expect(sent('PUT', '/api/emergency/')).toEqual(
      { record_id: 'r1', reason: 'They do not answer the door.', team_id: asha.teams[0]?.id, telling_is_risky: false, understood: true })
  })
})

describe('the record in an emergency', () => {
  const plan = theirPlan({ people: [planItem('Sam', { phone: '07700 900123' })], distressed: [planItem('Sit with me.', { group: 'do' })] })

  it('shows the plan as far as it is shared, what to do first, and asks for it again', async () => {
    table['GET /api/records/r1/safety-plan'] = { body: plan }
    render(<TheirRecord recordId="r1" every={20} />)
    await screen.findByText('Sit with me.')
    expect(screen.getAllByRole('heading', { level: 3 }).map(({ textContent }) => textContent)).toEqual(['When Alex is very distressed', 'People I can ask'])
    expect(screen.getByRole('link', { name: 'Ring 07700 900123' }).getAttribute('href')).toBe('tel:07700900123')
    table['GET /api/records/r1/safety-plan'] = { body: theirPlan({}) }
    await vi.waitFor(() => expect(screen.queryByText('Sit with me.')).toBeNull())
    const headers = vi.mocked(fetch).mock.calls.filter(([path]) => path === '/api/records/r1/safety-plan').map(([, init]) => new Headers(init?.headers).get('Waymark-Polling'))
    expect(new Set(headers)).toEqual(new Set(['1']))
  })

  it('says the same where nothing is written as where there is nothing to see', async () => {
    render(<TheirRecord recordId="r1" every={60_000} />)
    await vi.waitFor(() => expect(screen.getAllByText('Nothing is written here.')).toHaveLength(4))
  })
})

describe('reviews', () => {
  it('says what is late, and takes the answer once', async () => {
    session.value = { state: 'signed-in', me: { ...asha, teams: [{ id: 't', name: 'Riverside', role: 'lead' }] } }
    render(<EmergencyReviewsPage />)
    await screen.findByText('Nia Rees from Hillside looked at the record of Alex Morgan.')
    screen.getByText(/This review is late/)
    fireEvent.click(screen.getByRole('button', { name: /^Review/ }))
    fireEvent.click(screen.getByRole('button', { name: 'Save the review' }))
    within(screen.getByRole('alert')).getByText('Answer the question, and write what you found.')
    fireEvent.click(screen.getByLabelText('Yes, it was right'))
    fireEvent.input(screen.getByLabelText('What did you find?'), { target: { value: 'Needed.' } })
    fireEvent.click(screen.getByRole('button', { name: 'Save the review' }))
    await screen.findByText('Grace Lee wrote:')
    screen.getByText('Nothing to look into.')
  })
})

describe('what the person reads', () => {
  beforeEach(() => {
    session.value = { state: 'signed-in', me: alex }
    table['PUT /api/access-reports/x'] = { status: 201, body: {} }
    render(<WhoHasLookedPage />)
  })

  it('says what an emergency was, and why it was told later', async () => {
    await screen.findByText(/Nia Rees from Hillside looked, in an emergency/)
    screen.getByText('He reads your phone.')
    screen.getByText(/They found that it was right to look/)
    await screen.findByText(/In an emergency: They do not answer/)
  })

  it('shows older ones, and only those of somebody', async () => {
    fireEvent.click(await screen.findByRole('button', { name: 'Show older' }))
    await screen.findByText('An older one.')
    fireEvent.change(screen.getByLabelText('Who'), { target: { value: 'nia' } })
    await screen.findByText('Nothing here fits what you chose.')
  })

  it('takes what looks odd in her own words', async () => {
    fireEvent.click(await screen.findByRole('button', { name: /^This looks odd/ }))
    fireEvent.click(screen.getByRole('button', { name: 'Tell the trust' }))
    within(screen.getByRole('alert')).getByText('Write a few words about what looks odd.')
    fireEvent.input(screen.getByLabelText('What looks odd to you?'), { target: { value: 'I was at home.' } })
    fireEvent.click(screen.getByRole('button', { name: 'Tell the trust' }))
    expect(sent('PUT', '/api/access-reports/')).toEqual({ entry_id: 'e1', words: 'I was at home.' })
  })
})
