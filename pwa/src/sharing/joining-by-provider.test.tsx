import { fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { forgetProviders, providers } from '../shared/providers'
import { session } from '../shared/session'
import { alex, answerWith } from '../shared/testing/answers'
import { carried } from '../shared/to-provider'
import { JoinPage } from './JoinPage'
import { joining } from './joining'
import { forgetAccepting } from './trusted/accepting'
import { TrustedPage } from './trusted/TrustedPage'

vi.mock('@simplewebauthn/browser', () => ({ startRegistration: vi.fn() }))

const nhs = { key: 'nhs-login', name: 'NHS login', kind: 'people' as const, is_away: false }
const begin = 'POST /api/openid/nhs-login/begin'
const table: Record<string, { status?: number; body?: unknown } | Error> = {}
const leave = vi.fn()
const sections: never[] = []

beforeEach(() => {
  vi.stubGlobal('PublicKeyCredential', class {})
  vi.spyOn(location, 'assign').mockImplementation((to) => {
    leave(to)
    dispatchEvent(new Event('pagehide'))
  })
  leave.mockClear()
  for (const key of Object.keys(table)) delete table[key]
  Object.assign(table, {
    'GET /api/openid/providers': { body: { providers: [nhs] } },
    [begin]: { body: { address: 'https://auth.example/' } },
    'POST /api/invitations/open': {
      body: { preferred_name: 'Jo', invited_by: 'Asha Begum', team: { name: 'Riverside' }, organisation: 'Demo Trust', expires_at: '2099-01-01T00:00:00Z', sections },
    },
    'POST /api/trusted/open': {
      body: { inviter: 'Alex', name: 'Jo', relation: 'friend', expires_at: '2099-01-01T00:00:00Z', signed_in_as: null, is_wrong_account: null },
    },
    'GET /api/sharing/team': { body: { team: { id: 't', name: 'Riverside' }, members: [], sections, wording: '2026-11' } },
  })
  answerWith(table)
  localStorage.clear()
  sessionStorage.clear()
  forgetProviders()
  providers.value = [nhs]
  session.value = { state: 'signed-out' }
  joining.value = { token: null, step: 'welcome', joinedAs: null }
  forgetAccepting()
})
afterEach(() => vi.unstubAllGlobals())

const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }))
const begun = (): unknown => JSON.parse(vi.mocked(fetch).mock.calls.findLast(([path]) => path === '/api/openid/nhs-login/begin')?.[1]?.body as string)
const isKeptHere = () => JSON.stringify([Object.entries(sessionStorage), Object.entries(localStorage)]).includes('secret')

describe('joining', () => {
  it('offers the provider first, and sends the invitation along', async () => {
    history.replaceState(null, '', '/join#secret-secret')
    render(<JoinPage />)
    await press('Join')
    await screen.findByRole('heading', { name: /How do you want to get in/ })
    expect(screen.getAllByRole('button').map((one) => one.textContent)).toEqual(
      ['Continue with NHS login', 'I cannot prove there who I am', 'Add my passkey', 'I can’t do this: use a code', 'Back'])
    await press('Continue with NHS login')
    await waitFor(() => expect(leave).toHaveBeenCalledWith('https://auth.example/'))
    expect(begun()).toEqual({ purpose: 'join', invitation: { token: 'secret-secret' }, return_to: '/join?joined' })
    expect(isKeptHere()).toBe(false)
  })

  it('asks less of those who cannot prove it there', async () => {
    history.replaceState(null, '', '/join#secret-secret')
    render(<JoinPage />)
    await press('Join')
    await press('I cannot prove there who I am')
    await waitFor(() => expect(leave).toHaveBeenCalled())
    expect(begun()).toMatchObject({ purpose: 'join', lower: true })
  })

  it('says at once that an invitation does not open', async () => {
    table[begin] = { status: 403, body: { code: 'sharing.invitation_refused', detail: 'This invitation does not work any more.' } }
    history.replaceState(null, '', '/join#secret-secret')
    render(<JoinPage />)
    await press('Join')
    await press('Continue with NHS login')
    await screen.findByText(/This invitation does not work any more/)
    expect(leave).not.toHaveBeenCalled()
  })

  it('goes on with what the team sees when she comes back', async () => {
    history.replaceState(null, '', '/join?joined')
    session.value = { state: 'signed-in', me: alex }
    render(<JoinPage />)
    await screen.findByRole('heading', { name: /What your team can see/ })
  })
})

describe('accepting', () => {
  async function untilWayIn() {
    history.replaceState(null, '', '/trusted#secret-secret')
    render(<TrustedPage />)
    await press('Go on')
    fireEvent.input(await screen.findByLabelText('Code with 6 digits'), { target: { value: '012345' } })
    await press('Go on')
    await screen.findByRole('button', { name: 'Continue with NHS login' })
  }

  it('sends link and code along, also from the sign-in page', async () => {
    await untilWayIn()
    const ask = { purpose: 'trusted', lower: true, invitation: { token: 'secret-secret', short_code: '012345' }, return_to: '/support' }
    expect(carried.value).toEqual(ask)
    await press('Continue with NHS login')
    await waitFor(() => expect(leave).toHaveBeenCalled())
    expect(begun()).toEqual(ask)
    expect(isKeptHere()).toBe(false)
  })

  it('leads back to the code when it was wrong', async () => {
    table[begin] = { status: 403, body: { code: 'sharing.wrong_code', detail: 'That is not the code.' } }
    await untilWayIn()
    await press('Continue with NHS login')
    await screen.findByRole('heading', { name: 'Enter the code' })
    expect(screen.getByRole('alert').textContent).toContain('That is not the code.')
  })
})
