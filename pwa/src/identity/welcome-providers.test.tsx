import { fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { LocationProvider } from 'preact-iso'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { forgetProviders, providers, providersSoon } from '../shared/providers'
import { session } from '../shared/session'
import { answerWith, noSignal } from '../shared/testing/answers'
import { carried, readAsked } from '../shared/to-provider'
import { WelcomePage } from './WelcomePage'

vi.mock('@simplewebauthn/browser', () => ({
  browserSupportsWebAuthnAutofill: () => Promise.resolve(false),
  startAuthentication: vi.fn(),
  startRegistration: vi.fn(),
  WebAuthnAbortService: { cancelCeremony: () => undefined },
}))

const nhs = { key: 'nhs-login', name: 'NHS login', kind: 'people' as const, is_away: false }
const trust = { key: 'trust', name: 'Trust sign-in', kind: 'staff' as const, is_away: false }
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
    'GET /api/openid/providers': { body: { providers: [nhs, trust] } },
    'POST /api/openid/nhs-login/begin': { body: { address: 'https://auth.example/authorize?x=1' } },
    'POST /api/openid/trust/begin': { body: { address: 'https://trust.example/authorize' } },
  })
  answerWith(table)
  localStorage.clear()
  sessionStorage.clear()
  forgetProviders()
  carried.value = null
  session.value = { state: 'signed-out' }
})
afterEach(() => vi.unstubAllGlobals())

async function open(address = '/') {
  history.replaceState(null, '', address)
  await providersSoon()
  return render(<LocationProvider><WelcomePage /></LocationProvider>)
}
const buttons = () => screen.getAllByRole('button').map((one) => one.textContent)
const bodyOf = (key: string): unknown => JSON.parse(vi.mocked(fetch).mock.calls.findLast(([path]) => path === `/api/openid/${key}/begin`)?.[1]?.body as string)

describe('the welcome', () => {
  it('has the people’s provider first, staff below, and everything as before between them', async () => {
    await open()
    expect(buttons()).toEqual([
      'Continue with NHS login', 'I support somebody', 'My worker has confirmed who I am', 'Sign in with your passkey', 'Send me a code instead',
      'Continue with Trust sign-in',
    ])
    screen.getByRole('heading', { name: 'I work here' })
  })

  it('leaves for the provider, and remembers no secret', async () => {
    await open('/sharing')
    fireEvent.click(screen.getByRole('button', { name: 'Continue with NHS login' }))
    await waitFor(() => expect(leave).toHaveBeenCalledWith('https://auth.example/authorize?x=1'))
    expect(bodyOf('nhs-login')).toEqual({ purpose: 'sign_in', return_to: '/sharing' })
    expect(readAsked()).toEqual({ purpose: 'sign_in', return_to: '/sharing', provider: { key: 'nhs-login', name: 'NHS login' } })
  })

  it('asks less of those who support somebody', async () => {
    await open()
    fireEvent.click(screen.getByRole('button', { name: 'I support somebody' }))
    await waitFor(() => expect(leave).toHaveBeenCalled())
    expect(bodyOf('nhs-login')).toEqual({ purpose: 'sign_in', return_to: '/', lower: true })
  })

  it('carries an invitation that is being answered along', async () => {
    carried.value = { purpose: 'trusted', lower: true, invitation: { token: 'secret', short_code: '012345' }, return_to: '/support' }
    await open('/?next=/trusted')
    fireEvent.click(screen.getByRole('button', { name: 'Continue with NHS login' }))
    await waitFor(() => expect(leave).toHaveBeenCalled())
    expect(bodyOf('nhs-login')).toMatchObject({ purpose: 'trusted', invitation: { token: 'secret', short_code: '012345' } })
    expect(JSON.stringify([Object.entries(sessionStorage), Object.entries(localStorage)])).not.toContain('secret')
  })

  it('says that it may not answer, and goes nowhere when it cannot begin', async () => {
    table['GET /api/openid/providers'] = { body: { providers: [{ ...nhs, is_away: true }] } }
    table['POST /api/openid/nhs-login/begin'] = { status: 503, body: { code: 'openid.provider_away', detail: 'It does not answer.' } }
    await open()
    screen.getByText(/NHS login did not answer a moment ago/)
    fireEvent.click(screen.getByRole('button', { name: 'Continue with NHS login' }))
    await screen.findByText('It does not answer. You can use another way in.')
    expect(leave).not.toHaveBeenCalled()
  })

  it('goes to no address that is not of the web', async () => {
    table['POST /api/openid/nhs-login/begin'] = { body: { address: 'javascript:alert(1)' } }
    await open()
    fireEvent.click(screen.getByRole('button', { name: 'Continue with NHS login' }))
    await screen.findByText(/You can use another way in/)
    expect(leave).not.toHaveBeenCalled()
  })
})

describe('the list', () => {
  it('is kept for the next visit, which waits for nothing and works with no signal', async () => {
    await providersSoon()
    expect(JSON.parse(localStorage.getItem('waymark.providers') ?? '[]')).toHaveLength(2)
    table['GET /api/openid/providers'] = noSignal
    await open()
    screen.getByRole('button', { name: 'Continue with NHS login' })
  })

  it('that cannot be had leaves the page as it is without', async () => {
    table['GET /api/openid/providers'] = noSignal
    await open()
    expect(buttons()).toEqual(['Sign in with your passkey', 'Send me a code instead'])
  })

  it('that comes late stands below: nothing that is there moves', async () => {
    history.replaceState(null, '', '/')
    table['GET /api/openid/providers'] = noSignal
    render(<LocationProvider><WelcomePage /></LocationProvider>)
    providers.value = [nhs]
    await screen.findByRole('button', { name: 'Continue with NHS login' })
    expect(buttons()[0]).toBe('Sign in with your passkey')
  })
})
