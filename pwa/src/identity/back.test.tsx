import { fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { LocationProvider } from 'preact-iso'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { justDone } from '../shared/just-done'
import { pendingName } from '../shared/pending-identity'
import { catchProviderAnswer } from '../shared/provider-answer'
import { forgetProviders, providers } from '../shared/providers'
import { me, session } from '../shared/session'
import { alex, answerWith, asha, noSignal } from '../shared/testing/answers'
import { noteAsked, type Asked } from '../shared/to-provider'
import { BackPage } from './BackPage'
import { back } from './coming-back'

const nhs = { key: 'nhs-login', name: 'NHS login' }
const trust = { key: 'trust', name: 'Trust sign-in' }
const table: Record<string, { status?: number; body?: unknown } | Error> = {}
const came = (outcome: string, more = {}) => ({ body: { outcome, provider: nhs, return_to: null, me: null, ...more } })
const refusal = (code: string, status = 403) => ({ status, body: { code, detail: `Words of the service about ${code}.` } })
const answer = '?code=secret-code&state=secret-state&iss=https%3A%2F%2Fauth.example&other=x'
const finishes = () => vi.mocked(fetch).mock.calls.filter(([path]) => path === '/api/openid/finish')

/** As the browser comes back: the answer is taken out of the address before anything is drawn. */
function comeBack(asked: Partial<Asked> | null = {}, query = answer) {
  noteAsked(asked === null ? null : { purpose: 'sign_in', return_to: '/', provider: nhs, ...asked })
  history.replaceState(null, '', `/sign-in/back${query}`)
  catchProviderAnswer()
  return render(<LocationProvider><BackPage /></LocationProvider>)
}

beforeEach(() => {
  for (const key of Object.keys(table)) delete table[key]
  answerWith(table)
  sessionStorage.clear()
  localStorage.clear()
  forgetProviders()
  providers.value = [{ ...nhs, kind: 'people', is_away: false }, { ...trust, kind: 'staff', is_away: false }]
  session.value = { state: 'signed-out' }
  back.value = { state: 'none' }
  justDone.value = null
})

describe('the answer', () => {
  it('leaves the address and the history at once, and is sent once however often the page is drawn', async () => {
    table['POST /api/openid/finish'] = came('signed_in', { me: alex, return_to: '/sharing' })
    const { unmount } = comeBack()
    expect(location.href).not.toMatch(/secret|code=/)
    screen.getByRole('heading', { name: 'One moment…' })
    unmount()
    render(<LocationProvider><BackPage /></LocationProvider>)
    await waitFor(() => expect(me.value).toEqual(alex))
    expect(finishes()).toHaveLength(1)
    expect(JSON.parse(finishes()[0]![1]!.body as string)).toEqual({ code: 'secret-code', state: 'secret-state', iss: 'https://auth.example' })
    expect(JSON.stringify([Object.entries(sessionStorage), Object.entries(localStorage)])).not.toContain('secret')
  })

  it.each([['/sharing?x=1', '/sharing'], ['//evil.example', '/'], ['https://evil.example', '/'], [null, '/goals']])(
    'leads on to a page of ours, and never elsewhere: %s', async (return_to, path) => {
      table['POST /api/openid/finish'] = came('signed_in', { me: alex, return_to })
      comeBack({ return_to: '/goals' })
      await waitFor(() => expect(me.value).toEqual(alex))
      await waitFor(() => expect(location.pathname).toBe(path))
    })

  it('that is none, by a bookmark or the back button, says so and asks nobody', () => {
    comeBack(null, '')
    screen.getByRole('heading', { name: 'This sign-in is over' })
    expect(screen.getByRole('link', { name: 'Other ways to sign in' }).getAttribute('href')).toBe('/')
    expect(finishes()).toHaveLength(0)
  })
})

describe('what comes of it', () => {
  it('waits for a worker', async () => {
    table['POST /api/openid/finish'] = came('waiting', { me: { ...alex, is_person: false, record_id: null }, return_to: '/join?joined' })
    comeBack({ purpose: 'join', return_to: '/join?joined' })
    await waitFor(() => expect(location.pathname).toBe('/waiting'))
  })

  it('joins, and goes on with the next step of joining', async () => {
    table['POST /api/openid/finish'] = came('joined', { me: alex, return_to: '/join?joined' })
    comeBack({ purpose: 'join' })
    await waitFor(() => expect(location.pathname + location.search).toBe('/join?joined'))
  })

  it('confirms, and says above the page that it must be pressed once more', async () => {
    session.value = { state: 'signed-in', me: alex }
    table['POST /api/openid/finish'] = came('confirmed', { me: alex, return_to: '/account' })
    comeBack({ purpose: 'confirm', return_to: '/account' })
    await waitFor(() => expect(location.pathname).toBe('/account'))
    expect(justDone.value).toEqual({ said: 'Thank you. Now press once more what you wanted to do.', at: '/account' })
  })

  it('is linked, and stays signed in as before', async () => {
    session.value = { state: 'signed-in', me: alex }
    table['POST /api/openid/finish'] = came('linked', { return_to: '/account' })
    comeBack({ purpose: 'link', return_to: '/account' })
    await waitFor(() => expect(location.pathname).toBe('/account'))
    expect(me.value).toEqual(alex)
    expect(justDone.value?.said).toContain('NHS login is added.')
  })

  it('is unknown: says so, and how it can be added', async () => {
    table['POST /api/openid/finish'] = came('unknown')
    comeBack()
    await screen.findByRole('heading', { name: 'We do not know you by this yet' })
    expect(screen.getByRole('link', { name: 'Sign in another way' }).getAttribute('href')).toBe('/?next=/account')
    screen.getByRole('link', { name: 'Ring 999' })
    expect(pendingName.value).toBe('NHS login')
    expect(me.value).toBeNull()
  })
})

describe('each refusal has its own words, and what to do next', () => {
  const again = 'Start again with NHS login'
  const other = 'Other ways to sign in'
  it.each([
    ['openid.cancelled', 403, 'You stopped before the end', [again, 'Continue without proof', other]],
    ['openid.no_consent', 403, 'You chose not to share your details with us', [other, again]],
    ['openid.expired', 403, 'This sign-in is over', [again, other]],
    ['openid.other_browser', 403, 'You began in another browser', [again, other]],
    ['openid.provider_away', 503, 'NHS login does not answer', [again, other]],
    ['openid.clock', 503, 'We cannot check NHS login just now', [other, again]],
    ['openid.level_too_low', 403, 'We need to be surer that it is you', ['Prove who I am', other]],
    ['openid.refused', 403, 'That sign-in did not work', [again, other]],
    ['openid.already_linked', 409, 'This NHS login belongs to another account', [other]],
    ['openid.other_account', 403, 'That was another account', [again, other]],
    ['openid.not_let_in', 403, 'Nobody has given you a place in a team yet', [again, other]],
    ['openid.use_provider', 403, 'Use the sign-in of your organisation', [other]],
    ['admission.does_not_fit', 403, 'We could not match you with a record', [other]],
    ['admission.works_here', 403, 'This invitation is for somebody else', [other]],
    ['admission.account_closed', 403, 'This account was closed', [other]],
    ['sharing.invitation_refused', 403, 'This invitation does not work', [other]],
    ['sharing.wrong_account', 403, 'This invitation is for another account', [other]],
    ['sharing.already_joined', 409, 'You have joined already', [again, other]],
    ['http.too_many', 429, 'That was too often', [other]],
  ])('%s', async (code, status, title, buttons) => {
    table['POST /api/openid/finish'] = refusal(code, status)
    comeBack()
    await screen.findByRole('heading', { level: 1, name: title })
    const found = [...screen.queryAllByRole('button'), ...screen.queryAllByRole('link')].map((one) => one.textContent)
    expect(new Set(found)).toEqual(new Set([...buttons, 'Ring 999', 'Ring 111, then choose option 2']))
    expect(me.value).toBeNull()
  })

  it('no signal in the middle: begins again, and tries nothing twice', async () => {
    table['POST /api/openid/finish'] = noSignal
    comeBack()
    await screen.findByRole('heading', { name: 'The connection broke' })
    screen.getByRole('button', { name: again })
    expect(finishes()).toHaveLength(1)
  })

  it('what this page does not know is said in the words of the service', async () => {
    table['POST /api/openid/finish'] = refusal('openid.something_new')
    comeBack()
    await screen.findByText('Words of the service about openid.something_new.')
  })

  it('staff read about a stronger sign-in, not about photos', async () => {
    table['POST /api/openid/finish'] = refusal('openid.level_too_low')
    comeBack({ provider: trust })
    await screen.findByRole('heading', { name: 'Your sign-in was not strong enough' })
    expect(screen.queryByText(/passport/)).toBeNull()
  })

  it('an invitation is opened again: its secret is not kept here', async () => {
    table['POST /api/openid/finish'] = refusal('openid.cancelled')
    comeBack({ purpose: 'join', return_to: '/join?joined' })
    await screen.findByText(/Open its link once more/)
    expect(screen.queryByRole('button', { name: again })).toBeNull()
  })

  it('who is signed in stays so, and goes on', async () => {
    session.value = { state: 'signed-in', me: asha }
    table['POST /api/openid/finish'] = refusal('openid.other_account')
    comeBack({ purpose: 'confirm', return_to: '/account' })
    await screen.findByText('You are still signed in as Asha Begum.')
    expect(screen.getByRole('link', { name: 'Go on as you are' }).getAttribute('href')).toBe('/account')
    expect(me.value).toEqual(asha)
  })

  it('begins anew as it was asked, with proof where it is needed', async () => {
    table['POST /api/openid/finish'] = refusal('openid.level_too_low')
    table['POST /api/openid/nhs-login/begin'] = refusal('openid.provider_away', 503)
    comeBack({ lower: true, return_to: '/goals' })
    fireEvent.click(await screen.findByRole('button', { name: 'Prove who I am' }))
    await screen.findByText(/You can use another way in/)
    const begun = vi.mocked(fetch).mock.calls.find(([path]) => path === '/api/openid/nhs-login/begin')
    expect(JSON.parse(begun![1]!.body as string)).toEqual({ purpose: 'sign_in', return_to: '/goals' })
  })
})
