import { fireEvent, render, screen, waitFor, within } from '@testing-library/preact'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { session } from '../shared/session'
import { alex, answerWith, asha, noSignal } from '../shared/testing/answers'
import { InvitePage } from './InvitePage'
import { SharingPage } from './SharingPage'
import { WhoHasLookedPage } from './WhoHasLookedPage'

const goals = { section: 'goals', title: 'My goals', explains: 'What you want to do.', is_shared: true, may_add: true, is_fixed: false, decided_at: '2026-11-01T10:00:00Z' }
const sharing = { team: { id: 't', name: 'Riverside' }, members: [{ name: 'Asha Begum', role: 'worker' }], sections: [goals], wording: '2026-11' }
const team = { id: 't', name: 'Riverside', members: [{ account_id: asha.account_id, name: 'Asha Begum' }, { account_id: 'tom', name: 'Tom Osei' }] }
const made = { id: 'i1', link: 'https://waymark.example/join#abc', qr: { size: 21, path: 'M0 0h1v1h-1z' }, expires_at: '2099-01-01T00:00:00Z', preferred_name: 'Robin' }
const table: Record<string, { status?: number; body?: unknown } | Error> = {}

beforeEach(() => {
  for (const key of Object.keys(table)) delete table[key]
  Object.assign(table, {
    'GET /api/sharing/team': { body: sharing },
    'PUT /api/sharing/team/goals': { body: { ...goals, is_shared: false } },
    'GET /api/access-log': { body: { entries: [], next: null, people: [] } },
    'GET /api/emergency/about-me': { body: { emergencies: [] } },
    'GET /api/access-reports/mine': { body: { reports: [] } },
    'GET /api/teams': { body: { teams: [team] } },
    'GET /api/invitations': { body: { invitations: [{ ...made, invited_by: 'Asha Begum', state: 'open' }] } },
    'POST /api/invitations': { status: 201, body: made },
    'DELETE /api/invitations/i1': { status: 204 },
  })
  answerWith(table)
  session.value = { state: 'signed-in', me: alex }
})

const bodyOf = (method: string, path: string): unknown => {
  const call = vi.mocked(fetch).mock.calls.find(([url, init]) => url === path && init?.method === method)
  return call === undefined ? undefined : JSON.parse(call[1]?.body as string)
}
const chosen = () => screen.getAllByRole<HTMLInputElement>('radio').find(({ checked, name }) => checked && name === 'section-goals')?.value

describe('what the team sees', () => {
  it('is changed at once, with the words that were read', async () => {
    render(<SharingPage />)
    await screen.findByText('Asha Begum, worker')
    expect(chosen()).toBe('yes')
    fireEvent.click(screen.getByLabelText('No, keep it private'))
    await screen.findByText(/Your team can not see this any more/)
    expect(chosen()).toBe('no')
    expect(bodyOf('PUT', '/api/sharing/team/goals')).toEqual({ is_shared: false, may_add: false, wording: '2026-11' })
  })

  it('may be only to see', async () => {
    table['PUT /api/sharing/team/goals'] = { body: { ...goals, may_add: false } }
    render(<SharingPage />)
    fireEvent.click(await screen.findByLabelText('No, only see'))
    await screen.findByText('Saved. Your team can see this now.')
    expect(bodyOf('PUT', '/api/sharing/team/goals')).toEqual({ is_shared: true, may_add: false, wording: '2026-11' })
  })

  it('shows what is really so when a choice was not saved', async () => {
    table['PUT /api/sharing/team/goals'] = noSignal
    render(<SharingPage />)
    fireEvent.click(await screen.findByLabelText('No, keep it private'))
    await screen.findByText(/Your choice was not saved/)
    expect(chosen()).toBe('yes')
    table['PUT /api/sharing/team/goals'] = { body: { ...goals, is_shared: false } }
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(chosen()).toBe('no'))
  })

  it('is read again when the words have changed', async () => {
    table['PUT /api/sharing/team/goals'] = { status: 409, body: { code: 'sharing.other_wording', detail: 'The words have changed.' } }
    render(<SharingPage />)
    await screen.findByText('What you want to do.')
    table['GET /api/sharing/team'] = { body: { ...sharing, sections: [{ ...goals, explains: 'New words.' }] } }
    fireEvent.click(screen.getByLabelText('No, keep it private'))
    await screen.findByText('New words.')
    screen.getByText(/The words have changed/)
  })
})

describe('who has looked', () => {
  it('says so when nobody has', async () => {
    render(<WhoHasLookedPage />)
    await screen.findByText('Nobody has looked at anything of yours yet.')
  })

  it('says who, what and when, by day', async () => {
    const entry = { id: 'e1', relation: null, way: 'team', why: 'Because you shared it.', at: new Date().toISOString(), by: 'Asha Begum', role: 'worker', team: 'Riverside', section: 'goals', how: 'opened', words: 'Asha Begum (worker, Riverside) read your goals.' }
    table['GET /api/access-log'] = { body: { entries: [entry], next: null, people: [{ id: 'a', name: 'Asha Begum' }] } }
    render(<WhoHasLookedPage />)
    await screen.findByRole('heading', { name: 'Today', level: 2 })
    screen.getByText('Asha Begum (worker, Riverside) read your goals.')
  })
})

describe('inviting', () => {
  beforeEach(() => {
    session.value = { state: 'signed-in', me: asha }
  })

  it('needs a name and how one knows, and says so', async () => {
    render(<InvitePage above={null} isKnown isFirst />)
    fireEvent.click(await screen.findByRole('button', { name: 'Make the invitation' }))
    const summary = screen.getByRole('alert')
    within(summary).getByText('Enter the name that they like to be called.')
    within(summary).getByText('Say how you know who they are.')
    expect(bodyOf('POST', '/api/invitations')).toBeUndefined()
  })

  it('makes a link and a code to scan', async () => {
    render(<InvitePage above={null} isKnown isFirst />)
    fireEvent.input(await screen.findByLabelText('What do they like to be called?'), { target: { value: ' Robin ' } })
    fireEvent.change(screen.getByLabelText('Who will be their key worker?'), { target: { value: 'tom' } })
    fireEvent.click(screen.getByLabelText('I know them in person'))
    fireEvent.click(screen.getByRole('button', { name: 'Make the invitation' }))
    await screen.findByRole('heading', { name: 'The invitation for Robin is ready' })
    screen.getByRole('img', { name: /scan/ })
    screen.getByText(made.link)
    expect(bodyOf('POST', '/api/invitations')).toEqual(
      { preferred_name: 'Robin', team_id: 't', key_worker_id: 'tom', identity_check: 'known_to_me', contact: null })
  })

  it('takes an NHS number, put into groups and checked before it is sent', async () => {
    render(<InvitePage above={null} isKnown isFirst />)
    fireEvent.input(await screen.findByLabelText('What do they like to be called?'), { target: { value: 'Robin' } })
    fireEvent.click(screen.getByLabelText('I know them in person'))
    const number = screen.getByLabelText<HTMLInputElement>('Their NHS number (if you like)')
    fireEvent.input(number, { target: { value: '9434765910' } })
    expect(number.value).toBe('943 476 5910')
    fireEvent.click(screen.getByRole('button', { name: 'Make the invitation' }))
    expect(screen.getByRole('alert').textContent).toContain('Perhaps two are swapped')
    fireEvent.input(number, { target: { value: '943 476 5919' } })
    fireEvent.click(screen.getByRole('button', { name: 'Make the invitation' }))
    await screen.findByRole('heading', { name: 'The invitation for Robin is ready' })
    expect(bodyOf('POST', '/api/invitations')).toMatchObject({ nhs_number: '9434765919' })
  })

  it('can be taken back', async () => {
    render(<InvitePage above={null} isKnown isFirst />)
    fireEvent.click(await screen.findByRole('button', { name: 'End the invitation for Robin' }))
    await screen.findByText('The invitation for Robin no longer works.')
  })
})
