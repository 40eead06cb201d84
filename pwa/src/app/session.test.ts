import { beforeEach, describe, expect, it, vi } from 'vitest'
import { api } from '../shared/api'
import { keepDraft, readDraft } from '../shared/device/drafts'
import { setLeaving } from '../shared/device/marks'
import { isReached, service, session } from '../shared/session'
import { requestSignOut } from '../shared/sign-out'
import { alex, answerWith, noSignal, signedOutReply } from '../shared/testing/answers'
import { hint } from './hint'
import { loadService, loadSession, signOut, watchSession } from './session'

beforeEach(() => {
  localStorage.clear()
  vi.stubGlobal('caches', { keys: () => Promise.resolve([]) })
  session.value = { state: 'unknown' }
  watchSession()
})

/** Words that an earlier visit has left on this device. */
async function keepAsBefore(words: string): Promise<void> {
  session.value = { state: 'signed-in', me: alex }
  await keepDraft(alex.account_id, 'ask', words)
  session.value = { state: 'unknown' }
}

const isNothingKept = async () => (await indexedDB.databases()).length === 0

describe('the start', () => {
  it('knows who is here', async () => {
    answerWith({ 'GET /api/me': { body: alex } })
    await loadSession()
    expect(session.value).toEqual({ state: 'signed-in', me: alex })
    expect(hint.read()).toBe('person')
  })

  it('knows that nobody is here, and clears what a session that ran out has left', async () => {
    await keepAsBefore('old words')
    answerWith({ 'GET /api/me': signedOutReply })
    await loadSession()
    expect(session.value).toEqual({ state: 'signed-out' })
    expect(await isNothingKept()).toBe(true)
  })

  it('says that the service was not reached, and keeps what is on the device', async () => {
    await keepAsBefore('my words')
    answerWith({ 'GET /api/me': noSignal })
    await loadSession()
    expect(session.value).toEqual({ state: 'not-reached' })
    expect(isReached.value).toBe(false)
    session.value = { state: 'signed-in', me: alex }
    expect(await readDraft(alex.account_id, 'ask')).toMatchObject({ value: 'my words' })
  })

  it('asks for nobody’s record on a device that somebody has left', async () => {
    setLeaving('telling')
    const fetch = answerWith({ 'POST /api/sign-out': noSignal, 'GET /api/me': { body: alex } })
    await loadSession()
    expect(session.value).toEqual({ state: 'signed-out', because: 'left' })
    expect(fetch.mock.calls.map(([path]) => path)).toEqual(['/api/sign-out'])
  })
})

describe('the end', () => {
  beforeEach(() => (session.value = { state: 'signed-in', me: alex }))

  it('signs out on this page before anything else is done', async () => {
    answerWith({ 'POST /api/sign-out': noSignal })
    const leaving = signOut()
    expect(session.value).toEqual({ state: 'signed-out', because: 'left' })
    await leaving
    expect(hint.read()).toBeNull()
  })

  it('is asked for by a slice', () => {
    answerWith({ 'POST /api/sign-out': { status: 204 } })
    requestSignOut()
    expect(session.value).toMatchObject({ state: 'signed-out' })
  })

  it('comes from the service too: the page is signed out and the device wiped', async () => {
    await keepDraft(alex.account_id, 'ask', 'my words')
    answerWith({ 'GET /api/requests': signedOutReply })
    await api.get('/api/requests').catch(() => undefined)
    expect(session.value).toEqual({ state: 'signed-out', because: 'ended', words: 'unsure' })
    await vi.waitFor(async () => expect(await isNothingKept()).toBe(true))
  })
})

it('comes from another page of this browser: signed out at once, and nothing left', async () => {
  session.value = { state: 'signed-in', me: alex }
  await keepDraft(alex.account_id, 'ask', 'my words')
  window.dispatchEvent(new StorageEvent('storage', { key: 'waymark.leaving', newValue: 'wiping-all' }))
  expect(session.value).toEqual({ state: 'signed-out', because: 'ended' })
  await vi.waitFor(async () => expect(await isNothingKept()).toBe(true))
})

it('keeps the bundled facts when the service does not tell its own', async () => {
  answerWith({ 'GET /api/service': noSignal })
  await loadService()
  expect(service.value).toBeNull()
})

it('asks for the service’s facts again after an hour, so that a number that was changed reaches an open page', async () => {
  const facts = (name: string) => ({ name, trust_name: null, push_public_key: 'key', is_demo: false, crisis_contacts: [] })
  answerWith({ 'GET /api/service': { body: facts('before') }, 'GET /api/requests': { body: {} } })
  await loadService()
  answerWith({ 'GET /api/service': { body: facts('after') }, 'GET /api/requests': { body: {} } })
  await api.get('/api/requests')
  expect(service.value?.name).toBe('before')
  vi.setSystemTime(Date.now() + 61 * 60_000)
  await api.get('/api/requests')
  await vi.waitFor(() => expect(service.value?.name).toBe('after'))
  vi.useRealTimers()
  service.value = null
})
