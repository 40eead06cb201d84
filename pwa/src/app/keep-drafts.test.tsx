import { act, fireEvent, render, screen } from '@testing-library/preact'
import { v5 } from 'uuid'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { draftKey as planKey } from '../safety-plan/writing/rules'
import { draftKey as askKey, noteKey } from '../step-up/ask-draft'
import { draftKey as questionsKey } from '../outcomes/sent'
import { api } from '../shared/api'
import { forgetServiceTime, noteServiceTime } from '../shared/clock'
import { expectDrafts, keepDraft, readDraft } from '../shared/device/drafts'
import { me, session } from '../shared/session'
import { alex, answerWith, asha, noSignal, signedOutReply } from '../shared/testing/answers'
import { App } from './App'
import { placeOf } from './draft-places'
import { checkIdleness, idleness, stay } from './idle'
import { broughtBack, keepBegun, keeping } from './keep-drafts'
import { touchSession, signOut, watchSession } from './session'
import { checkSessionEnd, endsBefore, sessionEnd, sessionEndAt, warnsBefore } from './session-end'

const minute = 60_000
const there = `/api/my-drafts/${v5('ask', alex.account_id)}`
const kept = { body: { id: 'd1', kept_at: '2026-03-03T10:00:00Z', forget_at: '2026-03-10T10:00:00Z' } }
const gone = { 'POST /api/sign-out': { status: 204 } }
const later = { ...alex, session: { ...alex.session, ends_at: '2100-01-01T00:00:00Z' } }

watchSession()

beforeEach(async () => {
  localStorage.clear()
  vi.stubGlobal('caches', { keys: () => Promise.resolve([]) })
  answerWith({})
  session.value = { state: 'signed-out' }
  history.replaceState(null, '', '/privacy')
  session.value = { state: 'signed-in', me: later }
  sessionEnd.value = 'far'
  stay()
  await keepDraft(alex.account_id, 'ask', { words: 'I do not sleep' })
})

/** What was asked of the service, but for its own facts, which are read whenever it was reached. */
const asked = (fetch: ReturnType<typeof answerWith>) => fetch.mock.calls.flatMap(([path, init]) => (path === '/api/service' ? [] : [{ path, body: init?.body }]))

const hide = () => {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  document.dispatchEvent(new Event('visibilitychange'))
  vi.restoreAllMocks()
}

describe('words being written when a session runs out', () => {
  it('are kept, and that is said in the warning and after the end', async () => {
    answerWith({ [`PUT ${there}`]: kept, ...gone })
    render(<App />)
    await act(async () => {
      idleness.value = 'warned'
      await keepBegun()
    })
    screen.getByText(/kept for you for 7 days/)
    await screen.findByText(/If you sign out yourself, what you have begun/)
    await act(() => signOut('idle'))
    screen.getByText(/nothing happened for 30 minutes/)
    screen.getByText(/kept for you for 7 days. Sign in/)
  })

  it('are not, with no signal: that is said before and after, and the device is empty all the same', async () => {
    answerWith({ [`PUT ${there}`]: noSignal, 'POST /api/sign-out': noSignal })
    render(<App />)
    await act(async () => {
      idleness.value = 'warned'
      await keepBegun()
    })
    screen.getByText(/cannot keep what you were writing just now. We go on trying/)
    await act(() => signOut('idle'))
    screen.getByText(/could not be kept, because we could not reach the service/)
    expect(await indexedDB.databases()).toEqual([])
  })

  it('are tried again until they are kept', async () => {
    answerWith({ [`PUT ${there}`]: noSignal })
    await keepBegun()
    expect(keeping.value).toEqual({ state: 'not-kept', because: null })
    answerWith({ [`PUT ${there}`]: kept })
    await keepBegun()
    expect(keeping.value).toEqual({ state: 'kept' })
  })

  it('are refused with the service’s own words', async () => {
    answerWith({ [`PUT ${there}`]: { status: 413, body: { code: 'drafts.too_long', detail: 'Make it shorter.' } } })
    await keepBegun()
    expect(keeping.value).toEqual({ state: 'not-kept', because: 'Make it shorter.' })
  })

  it('are kept when the page goes out of sight: a phone in a pocket runs nothing any more', async () => {
    const fetch = answerWith({ [`PUT ${there}`]: kept })
    hide()
    await vi.waitFor(() => expect(asked(fetch)).toMatchObject([{ path: there }]))
  })

  it('nobody can answer for where the service ended it by itself', async () => {
    answerWith({ 'GET /api/requests': signedOutReply })
    await api.get('/api/requests').catch(() => undefined)
    expect(session.value).toEqual({ state: 'signed-out', because: 'ended', words: 'unsure' })
  })

  it('are thrown away when she signs out on purpose, and the service is told', async () => {
    const fetch = answerWith(gone)
    await signOut('left')
    expect(session.value).toEqual({ state: 'signed-out', because: 'left' })
    expect(asked(fetch)).toEqual([{ path: '/api/sign-out', body: '{"is_on_purpose":true}' }])
  })

  it('stay on the device alone where it is a worker’s', async () => {
    session.value = { state: 'signed-in', me: asha }
    await keepDraft(asha.account_id, 'rotation-1', { name: 'Nights' })
    const fetch = answerWith({ 'POST /api/sign-out': { status: 204 } })
    await keepBegun()
    hide()
    expect(asked(fetch)).toEqual([])
    await signOut('idle')
    expect(session.value).toMatchObject({ words: 'lost' })
    expect(asked(fetch)).toEqual([{ path: '/api/sign-out', body: '{"is_on_purpose":false}' }])
  })
})

describe('twelve hours after the sign-in', () => {
  const end = Date.parse('2026-03-03T22:00:00Z')
  const ending = { ...alex, session: { ...alex.session, ends_at: new Date(end).toISOString() } }

  it('warns five minutes before, and ends a little early so that the last words are kept', () => {
    const at = (now: number) => sessionEndAt(ending.session.ends_at, now)
    expect([at(end - warnsBefore - 1), at(end - warnsBefore), at(end - endsBefore)]).toEqual(['far', 'near', 'over'])
  })

  it.each([['a day ahead', 24 * 60], ['a day behind', -24 * 60]])('goes by the service’s clock on a phone that is %s', (_, minutes) => {
    vi.setSystemTime(end + (minutes - 60) * minute)
    noteServiceTime(new Date(end - 60 * minute).toUTCString())
    expect(checkSessionEnd(ending)).toBe('far')
    vi.setSystemTime(end + (minutes - 4) * minute)
    expect(checkSessionEnd(ending)).toBe('near')
    vi.useRealTimers()
    forgetServiceTime()
  })

  it('says when, once, and lets her go on until then', async () => {
    session.value = { state: 'signed-in', me: ending }
    render(<App />)
    void act(() => {
      sessionEnd.value = 'near'
    })
    screen.getByRole('alertdialog', { name: 'You will be signed out soon' })
    screen.getByText(/At 10 pm it is 12 hours/)
    fireEvent.click(screen.getByRole('button', { name: 'Go on until then' }))
    expect(screen.queryByRole('alertdialog')).toBeNull()
    await act(() => signOut('left'))
  })

  it('keeps the words and then signs out, when the watch looks', async () => {
    const fetch = answerWith({ [`PUT ${there}`]: kept, ...gone })
    session.value = { state: 'signed-in', me: { ...alex, session: { ...later.session, ends_at: new Date().toISOString() } } }
    render(<App />)
    document.dispatchEvent(new Event('visibilitychange'))
    await vi.waitFor(() => expect(session.value).toMatchObject({ because: 'ended', words: 'kept' }))
    await vi.waitFor(() => expect(fetch.mock.calls.map(([path]) => path)).toContain('/api/sign-out'))
    expect(checkIdleness()).toBe('active')
  })
})

describe('at the next sign-in', () => {
  const drafts = (...rows: [key: string, at: string][]) => ({
    'GET /api/my-drafts': { body: { drafts: rows.map(([key, kept_at]) => ({ id: v5(key, alex.account_id), key, kept_at, forget_at: kept_at, content: '{"words":"x"}' })) } },
  })
  const signIn = async () => {
    session.value = { state: 'signed-out' }
    for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name!)
    session.value = { state: 'signed-in', me: { ...later, session: { ...later.session, id: crypto.randomUUID() } } }
  }

  it('she is told, with the way to where it is, until she has seen it', async () => {
    answerWith(drafts(['about-me-matters', '2026-03-03T10:00:00Z']))
    await signIn()
    render(<App />)
    await screen.findByText('What you were writing on Tuesday 3 March is still here.')
    expect(screen.getByRole('link', { name: 'Go on: about me' }).getAttribute('href')).toBe('/about-me')
    expect(await readDraft(alex.account_id, 'about-me-matters')).toMatchObject({ value: { words: 'x' } })
    fireEvent.click(screen.getByRole('button', { name: 'Not now' }))
    expect(screen.queryByText(/still here/)).toBeNull()
  })

  it('several are named, and none of a page that is no more', async () => {
    answerWith(drafts(['ask', '2026-03-03T10:00:00Z'], ['goal-new', '2026-03-02T10:00:00Z'], ['check-in', '2026-03-02T10:00:00Z']))
    await signIn()
    render(<App />)
    await screen.findByText('What you were writing is still here.')
    expect(screen.getAllByRole('link', { name: /^Go on/ }).map((link) => link.textContent)).toEqual([
      'Go on: ask for more support, from Tuesday 3 March', 'Go on: a new goal, from Monday 2 March',
    ])
  })

  it('is asked for once a session, however often the session is touched', async () => {
    const fetch = answerWith(drafts())
    await signIn()
    await vi.waitFor(() => expect(asked(fetch)).toMatchObject([{ path: '/api/my-drafts' }]))
    const touched = answerWith({ ...drafts(), 'GET /api/me': { body: { ...me.value! } } })
    await touchSession()
    expect(asked(touched)).toMatchObject([{ path: '/api/me' }])
    expect(broughtBack.value).toEqual([])
  })

  it('an empty form waits a moment for words that are on their way', async () => {
    const arrival = keepDraft(alex.account_id, 'goal-new', 'arrived')
    expectDrafts(new Promise((resolve) => setTimeout(() => void arrival.then(resolve), 20)))
    expect(await readDraft(alex.account_id, 'goal-new')).toMatchObject({ value: 'arrived' })
    expectDrafts(new Promise(() => undefined))
    const began = Date.now()
    expect(await readDraft(alex.account_id, 'nothing')).toBeNull()
    expect(Date.now() - began).toBeLessThan(3_000)
    expectDrafts(Promise.resolve())
  })
})

describe('where a draft is gone on with', () => {
  const uuid = '0190a000-0000-7000-8000-0000000000a1'

  it.each([
    [askKey, '/ask'],
    [noteKey(uuid), `/my-requests/${uuid}/note`],
    [planKey('signs'), '/my-plan/sections/signs'],
    [questionsKey('dialog'), '/questions/dialog'],
    ['goal-new', '/goals/new'],
    [`goal-${uuid}`, `/goals/${uuid}/change`],
    ['about-me-contact-new', '/about-me'],
    [`dialog-plus-${uuid}`, `/working-on/${uuid}`],
    [`dialog-plus-went-${uuid}`, '/working-on'],
    [`dialog-plus-action-${uuid}-job`, '/working-on'],
  ])('%s is at %s', (key, path) => {
    expect(placeOf(key)?.path).toBe(path)
  })

  it('nowhere for a key that no page knows', () => {
    expect(placeOf('https://example.org')).toBeNull()
    expect(placeOf('rotation-1')).toBeNull()
  })
})
