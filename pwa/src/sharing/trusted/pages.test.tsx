import { startRegistration } from '@simplewebauthn/browser'
import { act, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { me, session } from '../../shared/session'
import { alex, answerWith, asha } from '../../shared/testing/answers'
import { forgetAccepting } from './accepting'
import { TrustedPage } from './TrustedPage'

vi.mock('@simplewebauthn/browser', () => ({ startRegistration: vi.fn() }))

const opened = { inviter: 'Alex', name: 'Jo', relation: 'friend', expires_at: '2099-01-01T00:00:00Z', signed_in_as: null, is_wrong_account: null }
const here = { ...opened, signed_in_as: 'Asha Begum' }
const jo = { ...alex, account_id: 'jo', name: 'Jo', is_person: false, record_id: null }
const wrongCode = { status: 403, body: { code: 'sharing.wrong_code', detail: 'That is not the code.' } }
const table: Record<string, { status?: number; body?: unknown } | Error> = {}

beforeEach(() => {
  vi.stubGlobal('PublicKeyCredential', class {})
  for (const key of Object.keys(table)) delete table[key]
  Object.assign(table, {
    'POST /api/trusted/open': { body: opened },
    'POST /api/trusted/join/options': { body: { challenge_id: 'ch', options: {} } },
    'POST /api/trusted/join': { status: 201, body: jo },
    'POST /api/trusted/join/codes': { status: 202, body: { id: 'c1', expires_at: '2099-01-01T00:00:00Z' } },
    'POST /api/trusted/join/codes/c1/use': { status: 201, body: jo },
    'POST /api/trusted/accept': { body: { trusted_person_id: 'x' } },
    'POST /api/trusted/decline': { status: 204 },
    'GET /api/me': { body: { ...asha, is_trusted: true } },
  })
  answerWith(table)
  vi.mocked(startRegistration).mockResolvedValue({} as never)
  session.value = { state: 'signed-out' }
  forgetAccepting()
})
afterEach(() => vi.unstubAllGlobals())

const open = (address = '/trusted#secret-secret') => {
  history.replaceState(null, '', address)
  return render(<TrustedPage />)
}
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }))
const enter = async (code: string) => fireEvent.input(await screen.findByLabelText('Code with 6 digits'), { target: { value: code } })
const bodyOf = (path: string): unknown => JSON.parse(vi.mocked(fetch).mock.calls.findLast(([url]) => url === path)?.[1]?.body as string)

describe('who is invited', () => {
  it('reads who invites, and joins with the code and an own passkey', async () => {
    open()
    expect(location.href).not.toContain('secret')
    await screen.findByRole('heading', { name: 'Alex has invited you' })
    await press('Go on')
    await enter('012 345')
    await press('Go on')
    await press('Add my passkey')
    await screen.findByRole('heading', { name: 'You have accepted' })
    expect(me.value).toEqual(jo)
    expect(screen.getByRole('link', { name: 'Go there now' }).getAttribute('href')).toBe('/support')
    expect(bodyOf('/api/trusted/join')).toMatchObject({ token: 'secret-secret', code: '012345', challenge_id: 'ch' })
  })

  it('joins with a message where there are no passkeys', async () => {
    open()
    await press('Go on')
    await enter('012345')
    await press('Go on')
    await press('I can’t do this: use a message')
    fireEvent.input(screen.getByLabelText('Your e-mail address or mobile number'), { target: { value: 'jo@example.org' } })
    await press('Send me a code')
    await enter('654321')
    await press('Join')
    await screen.findByRole('heading', { name: 'You have accepted' })
    expect(bodyOf('/api/trusted/join/codes/c1/use')).toEqual({ token: 'secret-secret', code: '012345', digits: '654321' })
  })

  it('is led back to the code when it was wrong, and told so', async () => {
    table['POST /api/trusted/join'] = wrongCode
    open()
    await press('Go on')
    await enter('000000')
    await press('Go on')
    await press('Add my passkey')
    await screen.findByRole('heading', { name: 'Enter the code' })
    expect(screen.getByRole('alert').textContent).toContain('That is not the code.')
    expect(document.activeElement?.contains(screen.getByRole('alert'))).toBe(true)
  })

  it('enters the code from hand: no message is offered for it', async () => {
    open()
    await press('Go on')
    const field = await screen.findByLabelText('Code with 6 digits')
    expect([field.getAttribute('inputmode'), field.getAttribute('autocomplete')]).toEqual(['numeric', 'off'])
    await enter('12')
    await press('Go on')
    expect(screen.getByRole('alert').textContent).toContain('Enter all 6 digits of the code.')
  })

  it('may say no, after one more question', async () => {
    open()
    await press('No, thank you')
    await press('Yes, say no')
    await screen.findByRole('heading', { name: 'You have said no' })
  })
})

describe('who is signed in', () => {
  beforeEach(() => {
    session.value = { state: 'signed-in', me: asha }
    table['POST /api/trusted/open'] = { body: here }
  })

  it('accepts as whom they are, and reads so first', async () => {
    open()
    await screen.findByText(/You are signed in as Asha Begum/)
    await press('Go on')
    await enter('012345')
    await press('Accept')
    await screen.findByRole('heading', { name: 'You have accepted' })
    expect(bodyOf('/api/trusted/accept')).toEqual({ token: 'secret-secret', code: '012345' })
    await waitFor(() => expect(me.value?.is_trusted).toBe(true))
  })

  it.each([['own', /You made this invitation yourself/], ['already', /You have accepted an invitation/], ['other_contact', /another address or number/]])(
    'with the wrong account (%s) reads so; the link stays good after signing out', async (why, says) => {
      table['POST /api/trusted/open'] = { body: { ...here, is_wrong_account: why } }
      open()
      await screen.findByText(says)
      screen.getByText(/The link stays good/)
      // The service still takes them for who they were: signing out has not reached it yet.
      act(() => {
        session.value = { state: 'signed-out', because: 'left' }
      })
      await screen.findByRole('heading', { name: 'Alex has invited you' })
    })
})

describe('a link', () => {
  it('that does not work leads on kindly', async () => {
    table['POST /api/trusted/open'] = { status: 403, body: { code: 'sharing.invitation_refused', detail: 'No.' } }
    open()
    await screen.findByRole('heading', { name: 'This invitation does not work' })
  })

  it('without its secret asks to be opened again', () => {
    open('/trusted')
    screen.getByRole('heading', { name: 'Open your invitation again' })
    expect(fetch).not.toHaveBeenCalled()
  })
})
