import { startAuthentication } from '@simplewebauthn/browser'
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { LocationProvider } from 'preact-iso'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { me, session } from '../shared/session'
import { alex, answerWith, noSignal } from '../shared/testing/answers'
import { CodePage } from './CodePage'
import { LinkPage } from './LinkPage'
import { keepPendingCode } from './pending-code'
import { WelcomePage } from './WelcomePage'

vi.mock('@simplewebauthn/browser', () => ({
  browserSupportsWebAuthnAutofill: () => Promise.resolve(false),
  startAuthentication: vi.fn(),
  startRegistration: vi.fn(),
  WebAuthnAbortService: { cancelCeremony: () => undefined },
}))

const sent = { status: 202, body: { id: 'c1', expires_at: '2099-01-01T00:00:00Z' } }
const refused = (code: string, detail: string) => ({ status: 403, body: { code, detail } })
const table: Record<string, { status?: number; body?: unknown } | Error> = {}

function show(Page: () => preact.JSX.Element, address: string) {
  history.replaceState(null, '', address)
  return render(<LocationProvider><Page /></LocationProvider>)
}

beforeEach(() => {
  vi.stubGlobal('PublicKeyCredential', class {})
  for (const key of Object.keys(table)) delete table[key]
  Object.assign(table, {
    'POST /api/sign-in/passkey/options': { body: { challenge_id: 'ch', options: {} } },
    'POST /api/sign-in/passkey': { body: alex },
    'POST /api/sign-in/codes': sent,
    'POST /api/sign-in/codes/c1/use': { body: alex },
    'POST /api/sign-in/links/use': { body: alex },
  })
  answerWith(table)
  session.value = { state: 'signed-out' }
  keepPendingCode(null)
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const type = (label: string | RegExp, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } })
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))

describe('the welcome', () => {
  it('signs in with a passkey and stays where the person wanted to be', async () => {
    vi.mocked(startAuthentication).mockResolvedValue({} as never)
    show(WelcomePage, '/sharing')
    press('Sign in with your passkey')
    await waitFor(() => expect(me.value).toEqual(alex))
    expect(location.pathname).toBe('/sharing')
  })

  it('goes on to the page it was asked for, but never to another service', async () => {
    vi.mocked(startAuthentication).mockResolvedValue({} as never)
    show(WelcomePage, '/?next=/account')
    press('Sign in with your passkey')
    await waitFor(() => expect(location.pathname).toBe('/account'))
    cleanup()
    session.value = { state: 'signed-out' }
    show(WelcomePage, '/?next=https://evil.example')
    press('Sign in with your passkey')
    await waitFor(() => expect(me.value).toEqual(alex))
    expect(location.pathname).toBe('/')
  })

  it('says what happened when the prompt was closed, and lets one try again', async () => {
    vi.mocked(startAuthentication).mockRejectedValue(Object.assign(new Error('no'), { name: 'NotAllowedError' }))
    show(WelcomePage, '/')
    press('Sign in with your passkey')
    await screen.findByText(/the window was closed, or it waited too long/)
    screen.getByRole('button', { name: 'Sign in with your passkey' })
    expect(me.value).toBeNull()
  })

  it('keeps what was typed when the service is not reached', async () => {
    table['POST /api/sign-in/codes'] = noSignal
    show(WelcomePage, '/')
    type(/e-mail address or mobile/, 'alex@example.org')
    press('Send me a code instead')
    await screen.findByText(/could not reach the service/)
    expect(screen.getByLabelText<HTMLInputElement>(/e-mail address or mobile/).value).toBe('alex@example.org')
  })

  it('does not offer a passkey where there can be none', () => {
    vi.unstubAllGlobals()
    show(WelcomePage, '/')
    expect(screen.queryByRole('button', { name: 'Sign in with your passkey' })).toBeNull()
    screen.getByText(/cannot use passkeys/)
  })
})

describe('a code', () => {
  it('is asked for, pasted with a space, and leads to the page that was wanted', async () => {
    const asked = show(WelcomePage, '/who-has-looked')
    type(/e-mail address or mobile/, ' alex@example.org ')
    press('Send me a code instead')
    await waitFor(() => expect(location.pathname).toBe('/sign-in/code'))
    asked.unmount()
    show(CodePage, '/sign-in/code')
    screen.getByText(/a code to alex@example.org, if you sign in to Waymark with it/)
    expect(screen.getByLabelText('Code with 6 digits').getAttribute('autocomplete')).toBe('one-time-code')
    type('Code with 6 digits', '123 456')
    press('Go on')
    await waitFor(() => expect(location.pathname).toBe('/who-has-looked'))
    expect(me.value).toEqual(alex)
  })

  it('that is refused says what to do, and stays in the field', async () => {
    table['POST /api/sign-in/codes/c1/use'] = refused('identity.code_refused', 'That did not work. Ask for a new code.')
    keepPendingCode({ id: 'c1', contact: 'alex@example.org', askedAt: Date.now(), expiresAt: sent.body.expires_at, next: '/' })
    show(CodePage, '/sign-in/code')
    type('Code with 6 digits', '000000')
    press('Go on')
    expect(await screen.findAllByText('That did not work. Ask for a new code.')).toHaveLength(2)
    expect(screen.getByLabelText<HTMLInputElement>('Code with 6 digits').value).toBe('000000')
  })

  it('can be asked for anew after half a minute, not before', () => {
    vi.useFakeTimers()
    keepPendingCode({ id: 'c1', contact: 'alex@example.org', askedAt: Date.now(), expiresAt: sent.body.expires_at, next: '/' })
    show(CodePage, '/sign-in/code')
    expect(screen.getByRole('button', { name: 'Send a new code' }).getAttribute('aria-disabled')).toBe('true')
    act(() => {
      vi.advanceTimersByTime(30_000)
    })
    expect(screen.getByRole('button', { name: 'Send a new code' }).getAttribute('aria-disabled')).toBeNull()
    vi.useRealTimers()
  })

  it('keeps the number of the request, and not whom it was sent to', () => {
    keepPendingCode({ id: 'c1', contact: 'alex@example.org', askedAt: 0, expiresAt: sent.body.expires_at, next: '/' })
    const kept = sessionStorage.getItem(sessionStorage.key(0) ?? '')
    expect(kept).toContain('c1')
    expect(kept).not.toContain('alex')
  })
})

describe('a link', () => {
  it('is taken out of the address at once, and used only when the button is pressed', async () => {
    show(LinkPage, '/sign-in/link#secret-secret')
    expect(location.href).not.toContain('secret')
    expect(fetch).not.toHaveBeenCalled()
    press('Sign me in')
    await waitFor(() => expect(me.value).toEqual(alex))
    expect(location.pathname).toBe('/')
  })

  it('that was used leads on kindly', async () => {
    table['POST /api/sign-in/links/use'] = refused('identity.link_refused', 'No.')
    show(LinkPage, '/sign-in/link#secret-secret')
    press('Sign me in')
    await screen.findByRole('heading', { name: 'This link does not work' })
    expect(screen.getByRole('link', { name: 'Send me a code' }).getAttribute('href')).toBe('/sign-in/code')
  })

  it('stays when the service is not reached', async () => {
    table['POST /api/sign-in/links/use'] = noSignal
    show(LinkPage, '/sign-in/link#secret-secret')
    press('Sign me in')
    await screen.findByText(/could not reach the service/)
    screen.getByRole('button', { name: 'Sign me in' })
  })
})
