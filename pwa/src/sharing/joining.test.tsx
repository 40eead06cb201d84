import { startRegistration } from '@simplewebauthn/browser'
import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { me, session } from '../shared/session'
import { alex, answerWith, asha, noSignal } from '../shared/testing/answers'
import { JoinPage } from './JoinPage'
import { joining } from './joining'

vi.mock('@simplewebauthn/browser', () => ({ startRegistration: vi.fn() }))

const section = (name: string, title: string, is_fixed: boolean) =>
  ({ section: name, title, explains: `About ${title}.`, is_shared: is_fixed, may_add: is_fixed, is_fixed, decided_at: null })
const sections = [section('step_ups', 'My requests', true), section('goals', 'My goals', false)]
const opened = { preferred_name: 'Jo', invited_by: 'Asha Begum', team: { name: 'Riverside' }, organisation: 'Demo Trust', expires_at: '2099-01-01T00:00:00Z', sections }
const jo = { ...alex, name: 'Jo', has_way_back: false }
const table: Record<string, { status?: number; body?: unknown } | Error> = {}

beforeEach(() => {
  vi.stubGlobal('PublicKeyCredential', class {})
  for (const key of Object.keys(table)) delete table[key]
  Object.assign(table, {
    'POST /api/invitations/open': { body: opened },
    'POST /api/invitations/join/options': { body: { challenge_id: 'ch', options: {} } },
    'POST /api/invitations/join': { status: 201, body: jo },
    'POST /api/invitations/join/codes': { status: 202, body: { id: 'c1', expires_at: '2099-01-01T00:00:00Z' } },
    'POST /api/invitations/join/codes/c1/use': { status: 201, body: jo },
    'GET /api/sharing/team': { body: { team: { id: 't', name: 'Riverside' }, members: [], sections, wording: '2026-11' } },
    'PUT /api/sharing/team/goals': { body: { ...sections[1], is_shared: true, decided_at: '2026-11-22T10:00:00Z' } },
  })
  answerWith(table)
  vi.stubGlobal('matchMedia', () => ({ matches: false }))
  vi.mocked(startRegistration).mockResolvedValue({} as never)
  session.value = { state: 'signed-out' }
  joining.value = { token: null, step: 'welcome', joinedAs: null }
})
afterEach(() => vi.unstubAllGlobals())

const open = (address = '/join#secret-secret') => {
  history.replaceState(null, '', address)
  return render(<JoinPage />)
}
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }))
const asked = (path: string) => vi.mocked(fetch).mock.calls.filter(([url]) => url === path)

describe('joining', () => {
  it('takes the secret out of the address, and says who invites and what this is not', async () => {
    open()
    expect(location.href).not.toContain('secret')
    await screen.findByText(/Asha Begum from Riverside has invited you/)
    screen.getByText(/Nobody watches it all the time/)
    screen.getByRole('link', { name: 'Ring 999' })
    screen.getByRole('link', { name: 'Ring 111, then choose option 2' })
  })

  it('goes from the passkey to what the team sees to what to do first', async () => {
    open()
    await press('Join')
    await press('Add my passkey')
    await waitFor(() => expect(me.value).toEqual(jo))
    const goals = await screen.findByRole('group', { name: 'My goals' })
    expect(within(goals).getAllByRole<HTMLInputElement>('radio').some(({ checked }) => checked)).toBe(false)
    screen.getByText('Always shared')
    fireEvent.click(within(goals).getByLabelText('Yes, they can see it'))
    await screen.findByText('Saved. Your team can see this now.')
    await press('Go on')
    screen.getByRole('heading', { name: /You have joined/ })
    screen.getByRole('link', { name: 'Add a way back in' })
  })

  it('may be finished without choosing anything', async () => {
    open()
    await press('Join')
    await press('Add my passkey')
    await press('Decide later')
    screen.getByRole('heading', { name: /You have joined/ })
    expect(asked('/api/sharing/team/goals')).toHaveLength(0)
  })

  it('works with a code where there are no passkeys', async () => {
    open()
    await press('Join')
    await press('I can’t do this: use a code')
    fireEvent.input(screen.getByLabelText(/e-mail address or mobile/), { target: { value: 'jo@example.org' } })
    await press('Send me a code')
    fireEvent.input(await screen.findByLabelText('Code with 6 digits'), { target: { value: '123 456' } })
    await press('Join')
    await waitFor(() => expect(me.value).toEqual(jo))
  })

  it('can be tried again when the prompt was closed or there is no signal', async () => {
    vi.mocked(startRegistration).mockRejectedValueOnce(Object.assign(new Error('no'), { name: 'NotAllowedError' }))
    open()
    await press('Join')
    await press('Add my passkey')
    await screen.findByText(/No passkey was added/)
    table['POST /api/invitations/join'] = noSignal
    await press('Add my passkey')
    await screen.findByText(/could not reach the service/)
    table['POST /api/invitations/join'] = { status: 201, body: jo }
    await press('Add my passkey')
    await waitFor(() => expect(me.value).toEqual(jo))
  })
})

describe('an invitation', () => {
  it('that does not work any more leads on kindly', async () => {
    table['POST /api/invitations/open'] = { status: 403, body: { code: 'sharing.invitation_refused', detail: 'No.' } }
    open()
    await screen.findByRole('heading', { name: 'This invitation does not work' })
    expect(screen.getByRole('link', { name: 'Sign in' }).getAttribute('href')).toBe('/')
  })

  it('is not used while somebody else is signed in; after signing out it goes on', async () => {
    session.value = { state: 'signed-in', me: asha }
    open()
    screen.getByText(/signed in on this device as Asha Begum/)
    expect(fetch).not.toHaveBeenCalled()
    act(() => {
      session.value = { state: 'signed-out', because: 'left' }
    })
    await screen.findByRole('heading', { name: /Hello, Jo/ })
  })

  it('without its secret asks to be opened again', () => {
    open('/join')
    screen.getByRole('heading', { name: 'Open your invitation again' })
    expect(fetch).not.toHaveBeenCalled()
  })
})
