import { beforeEach, describe, expect, it, vi } from 'vitest'
import { session } from '../session'
import { answerWith, noSignal, signedOutReply, signInAs } from '../testing/answers'
import { keepDraft, readDraft } from './drafts'
import { knownStores, leaving, rememberThisDevice, setLeaving, thisDevice } from './marks'
import { endAndWipe, finishLeaving, signOutAndWipe, wipeOnly, wipeOthers } from './wipe'

const subscription = { unsubscribe: vi.fn(() => Promise.resolve(true)) }
const cacheNames = new Set<string>()

beforeEach(async () => {
  localStorage.clear()
  subscription.unsubscribe.mockClear()
  vi.stubGlobal('caches', { keys: () => Promise.resolve([...cacheNames]), delete: (name: string) => Promise.resolve(cacheNames.delete(name)) })
  cacheNames.clear()
  for (const name of ['waymark-shell-1', 'waymark-private-plan']) cacheNames.add(name)
  const registration = { pushManager: { getSubscription: () => Promise.resolve(subscription) } }
  Object.defineProperty(navigator, 'serviceWorker', { configurable: true, value: { getRegistration: () => Promise.resolve(registration) } })
  signInAs('alex')
  await keepDraft('alex', 'ask', 'not sleeping')
  rememberThisDevice('alex', 'device-1')
})

const isClean = async () =>
  (await indexedDB.databases()).length === 0 && !cacheNames.has('waymark-private-plan') && cacheNames.has('waymark-shell-1')

describe('signing out', () => {
  it('leaves nothing of the person, keeps the app itself, stops messages and tells the service', async () => {
    const fetch = answerWith({ 'POST /api/sign-out': { status: 204 } })
    expect(await signOutAndWipe()).toBe(true)
    expect(await isClean()).toBe(true)
    expect(subscription.unsubscribe).toHaveBeenCalledOnce()
    expect(thisDevice('alex')).toBeNull()
    expect(fetch).toHaveBeenCalledOnce()
    expect(leaving()).toBeNull()
  })

  it('wipes with no signal, and tells the service on the next start', async () => {
    answerWith({ 'POST /api/sign-out': noSignal })
    expect(await signOutAndWipe()).toBe(false)
    expect(await isClean()).toBe(true)
    expect(leaving()).toBe('telling-all')

    answerWith({ 'POST /api/sign-out': { status: 204 } })
    expect(await finishLeaving()).toBe(true)
    expect(leaving()).toBeNull()
  })

  it('is content when the service has ended the session already', async () => {
    answerWith({ 'POST /api/sign-out': signedOutReply })
    expect(await signOutAndWipe()).toBe(true)
  })

  it('tells the service last, when this device is clean', async () => {
    let wasClean = false
    vi.stubGlobal('fetch', async () => {
      wasClean = await isClean()
      return new Response(null, { status: 204 })
    })
    await signOutAndWipe()
    expect(wasClean).toBe(true)
  })
})

describe('a wipe that was cut off', () => {
  it('is finished on the next start', async () => {
    setLeaving('wiping-all')
    answerWith({ 'POST /api/sign-out': { status: 204 } })
    expect(await finishLeaving()).toBe(true)
    expect(await isClean()).toBe(true)
    expect(subscription.unsubscribe).toHaveBeenCalledOnce()
  })

  it('goes on when one step fails', async () => {
    answerWith({ 'POST /api/sign-out': { status: 204 } })
    subscription.unsubscribe.mockRejectedValueOnce(new Error('push service away'))
    expect(await signOutAndWipe()).toBe(true)
    expect(await isClean()).toBe(true)
  })

  it('has nothing to do on an ordinary start', async () => {
    expect(await finishLeaving()).toBeNull()
    expect(await readDraft('alex', 'ask')).not.toBeNull()
  })
})

describe('words still on their way', () => {
  it('do not bring back what the wipe removes', async () => {
    answerWith({ 'POST /api/sign-out': { status: 204 } })
    const typed = ['I', 'I do', 'I do not'].map((words) => keepDraft('alex', 'ask', words))
    session.value = { state: 'signed-out' }
    const left = signOutAndWipe()
    const late = keepDraft('alex', 'ask', 'I do not sleep')
    await Promise.all([...typed, left, late])
    expect(await late).toBe(false)
    await vi.waitFor(async () => expect(await isClean()).toBe(true))
    expect(knownStores()).toEqual([])
  })
})

describe('other ends', () => {
  it('keeps messages coming when nobody was here for half an hour', async () => {
    answerWith({ 'POST /api/sign-out': { status: 204 } })
    await endAndWipe()
    expect(await isClean()).toBe(true)
    expect(subscription.unsubscribe).not.toHaveBeenCalled()
    expect(thisDevice('alex')).toBe('device-1')
  })

  it('tells nobody when the service ended the session itself', async () => {
    const fetch = answerWith({})
    await wipeOnly()
    expect(await isClean()).toBe(true)
    expect(fetch).not.toHaveBeenCalled()
  })

  it('removes everything of the account before when another signs in', async () => {
    signInAs('sam')
    await keepDraft('sam', 'ask', 'mine')
    await wipeOthers('sam')
    expect(subscription.unsubscribe).toHaveBeenCalledOnce()
    expect(await readDraft('sam', 'ask')).toMatchObject({ value: 'mine' })
    expect((await indexedDB.databases()).map(({ name }) => name)).toEqual(['waymark-sam'])
  })
})
