import { fireEvent, render, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { notePending, pendingName } from '../shared/pending-identity'
import { forgetProviders, providers } from '../shared/providers'
import { session } from '../shared/session'
import { alex, answerWith, asha } from '../shared/testing/answers'
import { noteCameLower } from '../shared/to-provider'
import { AccountPage } from './AccountPage'

vi.mock('@simplewebauthn/browser', () => ({ startAuthentication: vi.fn(), startRegistration: vi.fn() }))

const at = '2026-11-01T10:00:00Z'
const nhs = { key: 'nhs-login', name: 'NHS login' }
const linked = { id: 'i1', provider: nhs, created_at: at, last_used_at: at }
const confirm = { status: 403, body: { code: 'identity.confirm_it_is_you', detail: 'Please sign in again.' } }
const table: Record<string, { status?: number; body?: unknown } | Error> = {}
const leave = vi.fn()

beforeEach(() => {
  vi.stubGlobal('PublicKeyCredential', class {})
  vi.spyOn(location, 'assign').mockImplementation((to) => {
    leave(to)
    dispatchEvent(new Event('pagehide'))
  })
  leave.mockClear()
  for (const key of Object.keys(table)) delete table[key]
  Object.assign(table, {
    'GET /api/passkeys': { body: { passkeys: [{ id: 'p1', name: 'My phone', created_at: at, last_used_at: null }] } },
    'GET /api/contacts': { body: { contacts: [{ id: 'k1', kind: 'email', shown: 'a•••@example.org', confirmed_at: at }] } },
    'GET /api/identities': { body: { identities: [linked] } },
    'GET /api/sessions': { body: { sessions: [] } },
    'DELETE /api/identities/i1': { status: 204 },
    'POST /api/openid/nhs-login/begin': { body: { address: 'https://auth.example/' } },
    'GET /api/openid/pending': { body: { pending: { provider: nhs } } },
    'PUT /api/openid/pending/keep': { body: linked },
    'DELETE /api/openid/pending': { status: 204 },
  })
  answerWith(table)
  sessionStorage.clear()
  forgetProviders()
  providers.value = [{ ...nhs, kind: 'people', is_away: false }, { key: 'trust', name: 'Trust sign-in', kind: 'staff', is_away: false }]
  table['GET /api/openid/providers'] = { body: { providers: providers.value } }
  notePending(null)
  session.value = { state: 'signed-in', me: { ...alex, came_by: nhs } }
})
afterEach(() => vi.unstubAllGlobals())

const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }))
const bodyOf = (path: string): unknown => JSON.parse(vi.mocked(fetch).mock.calls.findLast(([url]) => url === path)?.[1]?.body as string)

describe('the ways in', () => {
  it('stand in one list, each with a way to remove it', async () => {
    render(<AccountPage />)
    await screen.findByRole('button', { name: 'Remove NHS login' })
    expect(screen.getAllByRole('button', { name: /^Remove / }).map((one) => one.getAttribute('aria-label'))).toEqual(
      ['Remove NHS login', 'Remove My phone', 'Remove a•••@example.org'])
    expect(screen.queryByRole('button', { name: 'Add NHS login to my account' })).toBeNull()
    expect(screen.queryByRole('button', { name: /Trust sign-in/ }), 'a person does not work here').toBeNull()
  })

  it('are removed after asking, but never the last', async () => {
    table['DELETE /api/identities/i1'] = { status: 409, body: { code: 'identity.last_way_in', detail: 'This is your only way in.' } }
    render(<AccountPage />)
    await press('Remove NHS login')
    screen.getByText(/Your NHS login itself stays as it is/)
    await press('Yes, remove it')
    await screen.findByText('This is your only way in.')
    table['DELETE /api/identities/i1'] = { status: 204 }
    await press('Yes, remove it')
    await screen.findByText('NHS login is removed here.')
  })

  it('are added by leaving for the provider', async () => {
    table['GET /api/identities'] = { body: { identities: [] } }
    session.value = { state: 'signed-in', me: asha }
    render(<AccountPage />)
    await screen.findByRole('button', { name: 'Add Trust sign-in to my account' })
    await press('Add NHS login to my account')
    await waitFor(() => expect(leave).toHaveBeenCalledWith('https://auth.example/'))
    expect(bodyOf('/api/openid/nhs-login/begin')).toEqual({ purpose: 'link', return_to: '/account', lower: true })
  })
})

describe('to confirm that it is you', () => {
  beforeEach(() => {
    table['DELETE /api/identities/i1'] = confirm
  })

  async function ask() {
    render(<AccountPage />)
    await press('Remove NHS login')
    await press('Yes, remove it')
    return within(await screen.findByRole('dialog', { name: 'Confirm it is you' }))
  }

  it('the way by which she came in stands first, and says that it has to be pressed once more', async () => {
    const dialog = await ask()
    expect(dialog.getAllByRole('button').map((one) => one.textContent)).toEqual(
      ['Confirm with NHS login', 'Sign in with your passkey', 'Send me a code', 'Stop. Change nothing'])
    dialog.getByText(/Then press once more what you wanted to do/)
    fireEvent.click(dialog.getByRole('button', { name: 'Confirm with NHS login' }))
    await waitFor(() => expect(leave).toHaveBeenCalled())
    expect(bodyOf('/api/openid/nhs-login/begin')).toEqual({ purpose: 'confirm', return_to: '/account' })
  })

  it('asks no more proof than when she came in', async () => {
    noteCameLower(true)
    const dialog = await ask()
    fireEvent.click(dialog.getByRole('button', { name: 'Confirm with NHS login' }))
    await waitFor(() => expect(leave).toHaveBeenCalled())
    expect(bodyOf('/api/openid/nhs-login/begin')).toEqual({ purpose: 'confirm', return_to: '/account', lower: true })
  })

  it('who came by passkey is asked for that first', async () => {
    session.value = { state: 'signed-in', me: alex }
    const dialog = await ask()
    expect(dialog.getAllByRole('button')[0]!.textContent).toBe('Sign in with your passkey')
    dialog.getByRole('button', { name: 'Confirm with NHS login' })
  })
})

describe('a sign-in that nobody has added yet', () => {
  beforeEach(() => {
    table['GET /api/identities'] = { body: { identities: [] } }
  })

  it('is asked for only where there is a mark of it', async () => {
    render(<AccountPage />)
    await screen.findByText('My phone')
    expect(vi.mocked(fetch).mock.calls.some(([path]) => path === '/api/openid/pending')).toBe(false)
  })

  it('is added with one tap', async () => {
    notePending('NHS login')
    render(<AccountPage />)
    const offer = within((await screen.findByRole('heading', { name: /Is this NHS login yours/ })).closest('div')!)
    fireEvent.click(offer.getByRole('button', { name: 'Add NHS login to my account' }))
    await screen.findByText('NHS login is added. You can sign in with it from now on.')
    expect(pendingName.value).toBeNull()
  })

  it('is declined, and not offered again', async () => {
    notePending('NHS login')
    render(<AccountPage />)
    await press('No, do not add it')
    await screen.findByText('Nothing was added.')
    expect(pendingName.value).toBeNull()
  })

  it('that took too long says so', async () => {
    table['PUT /api/openid/pending/keep'] = { status: 403, body: { code: 'openid.expired', detail: 'Over.' } }
    notePending('NHS login')
    render(<AccountPage />)
    const offer = within((await screen.findByRole('heading', { name: /Is this NHS login yours/ })).closest('div')!)
    fireEvent.click(offer.getByRole('button', { name: 'Add NHS login to my account' }))
    await screen.findByText(/That took too long, so nothing was added/)
  })
})
