import { startAuthentication, startRegistration } from '@simplewebauthn/browser'
import { fireEvent, render, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { me, session } from '../shared/session'
import { alex, answerWith, asha } from '../shared/testing/answers'
import { AccountPage } from './AccountPage'

vi.mock('@simplewebauthn/browser', () => ({ startAuthentication: vi.fn(), startRegistration: vi.fn() }))

const at = '2026-11-01T10:00:00Z'
const phone = { id: 'p1', name: 'My phone', created_at: at, last_used_at: null }
const email = { id: 'k1', kind: 'email', shown: 'a•••@example.org', confirmed_at: at }
const confirm = { status: 403, body: { code: 'identity.confirm_it_is_you', detail: 'Please sign in again.' } }
const table: Record<string, { status?: number; body?: unknown } | Error> = {}

beforeEach(() => {
  vi.stubGlobal('PublicKeyCredential', class {})
  for (const key of Object.keys(table)) delete table[key]
  Object.assign(table, {
    'GET /api/passkeys': { body: { passkeys: [phone] } },
    'GET /api/contacts': { body: { contacts: [email] } },
    'GET /api/sessions': { body: { sessions: [{ id: 's1', device: 'Chrome on Android', signed_in_at: at, last_seen_at: at, how: 'passkey', is_this: true }] } },
    'DELETE /api/passkeys/p1': { status: 204 },
    'POST /api/sign-in/passkey/options': { body: { challenge_id: 'ch', options: {} } },
    'POST /api/passkeys/options': { body: { challenge_id: 'ch', options: {} } },
    'POST /api/passkeys': { status: 201, body: { ...phone, id: 'p2', name: 'Linux' } },
    'POST /api/contacts': { status: 202, body: { id: 'k2', expires_at: '2099-01-01T00:00:00Z' } },
    'POST /api/contacts/k2/confirm': { status: 201, body: { ...email, id: 'k2' } },
  })
  answerWith(table)
  vi.mocked(startAuthentication).mockResolvedValue({} as never)
  vi.mocked(startRegistration).mockResolvedValue({} as never)
  session.value = { state: 'signed-in', me: { ...alex, has_way_back: false } }
})
afterEach(() => vi.unstubAllGlobals())

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))
const asked = (method: string, path: string) => vi.mocked(fetch).mock.calls.filter(([url, init]) => url === path && init?.method === method)
/** A fresh sign-in, as somebody, makes the change possible. */
function signInAs(who: typeof alex) {
  Object.defineProperty(table, 'POST /api/sign-in/passkey', {
    configurable: true,
    enumerable: true,
    get: () => {
      table['DELETE /api/passkeys/p1'] = { status: 204 }
      return { body: who }
    },
  })
}

async function removePhone() {
  render(<AccountPage />)
  fireEvent.click(await screen.findByRole('button', { name: 'Remove My phone' }))
  press('Yes, remove it')
}

describe('a passkey', () => {
  it('is added in one press', async () => {
    render(<AccountPage />)
    await screen.findByText('My phone')
    press('Add a passkey on this device')
    await screen.findByText('Added: Linux.')
  })

  it('is removed only after asking', async () => {
    render(<AccountPage />)
    fireEvent.click(await screen.findByRole('button', { name: 'Remove My phone' }))
    screen.getByText(/You can no longer sign in with it/)
    expect(asked('DELETE', '/api/passkeys/p1')).toHaveLength(0)
    press('Yes, remove it')
    await screen.findByText(/The passkey is removed here/)
  })

  it('that is the only way in says so', async () => {
    table['DELETE /api/passkeys/p1'] = { status: 409, body: { code: 'identity.last_way_in', detail: 'This is your only way in.' } }
    await removePhone()
    await screen.findByText('This is your only way in.')
  })
})

describe('when the service wants to know that it is you', () => {
  beforeEach(() => {
    table['DELETE /api/passkeys/p1'] = confirm
  })

  it('asks, and then carries on with what was asked', async () => {
    signInAs(alex)
    await removePhone()
    const dialog = await screen.findByRole('dialog', { name: 'Confirm it is you' })
    fireEvent.click(within(dialog).getByRole('button', { name: 'Sign in with your passkey' }))
    await screen.findByText(/The passkey is removed here/)
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('changes nothing when the person stops', async () => {
    await removePhone()
    const dialog = await screen.findByRole('dialog', { name: 'Confirm it is you' })
    fireEvent(dialog, new Event('close'))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(asked('DELETE', '/api/passkeys/p1')).toHaveLength(1)
    screen.getByText('My phone')
  })

  it('changes nothing for anybody else who signs in', async () => {
    signInAs(asha)
    await removePhone()
    const dialog = await screen.findByRole('dialog', { name: 'Confirm it is you' })
    fireEvent.click(within(dialog).getByRole('button', { name: 'Sign in with your passkey' }))
    await screen.findByText(/That was another account/)
    expect(asked('DELETE', '/api/passkeys/p1')).toHaveLength(1)
  })
})

it('adds a way back in, once the code came back', async () => {
  render(<AccountPage />)
  press('Add an e-mail address or mobile number')
  fireEvent.input(screen.getByLabelText('E-mail address or mobile number'), { target: { value: '07700 900101' } })
  press('Send a code to it')
  fireEvent.input(await screen.findByLabelText('Code with 6 digits'), { target: { value: '123456' } })
  press('Add it')
  await screen.findByText('Your way back in is added.')
  expect(me.value?.has_way_back).toBe(true)
})

it('says that one is signed in only here', async () => {
  render(<AccountPage />)
  await screen.findByText('You are signed in only here.')
  expect(screen.queryByRole('button', { name: 'Sign out everywhere else' })).toBeNull()
})
