import { beforeEach, describe, expect, it, vi } from 'vitest'
import { session } from '../../session'
import { alex, answerWith, noSignal, signInAs } from '../../testing/answers'
import { useMemoryCaches } from '../../testing/caches'
import { planToKeep } from '../../testing/kept'
import { endAndWipe, finishLeaving, signOutAndWipe, wipeOnly, wipeOthers } from '../wipe'
import { keepPlan, keptMark, openKept, refreshKept, removeKept, unlockWithPasskey, unlockWithPin } from '.'
import type * as pins from './pin'
import { ending, forgetMark, readMark, setEnding } from './mark'
import { checkStanding } from './standing'
import { keptTrouble } from './trouble'

// Six hundred thousand rounds for each PIN would only try the patience of who waits for the tests.
vi.mock('./pin', async (original) => ({ ...(await original<typeof pins>()), calibrate: () => Promise.resolve(1_000) }))

const plan = `/api/records/${alex.record_id}/safety-plan`
const notKept = { status: 404, body: { code: 'safety_plan.not_kept', detail: 'Not kept.' } }
const pin = 'heron42'
let caches = useMemoryCaches()

/** The service, as far as it matters here; `more` in place of what it says otherwise. */
function serve(more: Parameters<typeof answerWith>[0] = {}, shown = planToKeep) {
  const table = { [`GET ${plan}`]: { body: shown }, [`GET ${plan}/photos/photo-1`]: { body: 'image' }, 'GET /api/kept-plan': { body: { account_id: alex.account_id } }, 'DELETE /api/kept-plan': { status: 204 }, 'POST /api/sign-out': { status: 204 }, 'GET /api/my-plan/phones': { body: { phones: [] } }, ...more }
  const answered = answerWith(table)
  const all = vi.fn<typeof fetch>(async (path, init) => {
    const isPhone = init?.method === 'PUT' && (path as string).startsWith('/api/my-plan/phones/')
    if (!isPhone || 'PUT phone' in more) return await answered(isPhone ? 'phone' : path, init)
    return new Response(JSON.stringify({ id: (path as string).split('/').at(-1) }))
  })
  vi.stubGlobal('fetch', all)
  return all
}

const databases = async () => (await indexedDB.databases()).map(({ name }) => name)
const isGone = async () => (await databases()).every((name) => name?.includes('kept') !== true) && [...caches.keys()].length === 0 && localStorage.getItem('waymark.kept') === null && localStorage.getItem('waymark.stores')?.includes('kept') !== true

async function everythingKept(): Promise<string> {
  const told: string[] = [JSON.stringify(localStorage)]
  for (const name of await databases()) {
    const store = await new Promise<IDBDatabase>((done) => { const open = indexedDB.open(name ?? ''); open.onsuccess = () => done(open.result) })
    for (const shelf of store.objectStoreNames) {
      const rows = await new Promise<unknown[]>((done) => { const got = store.transaction(shelf).objectStore(shelf).getAll(); got.onsuccess = () => done(got.result as unknown[]) })
      told.push(...rows.map((row) => JSON.stringify(row, (_key, value: unknown) => (value instanceof Uint8Array ? String.fromCharCode(...value) : value))))
    }
    store.close()
  }
  for (const cache of caches.values()) for (const answer of cache.answers.values()) told.push(await answer.clone().text())
  return told.join('\n')
}

beforeEach(async () => {
  forgetMark()
  localStorage.clear()
  for (const name of await databases()) indexedDB.deleteDatabase(name ?? '')
  caches = useMemoryCaches()
  keptTrouble.value = null
  session.value = { state: 'signed-in', me: alex }
})

describe('kept to open at once', () => {
  it('opens signed out, with the photos', async () => {
    serve()
    expect(await keepPlan('open')).toEqual({ state: 'kept', isPersistent: false })
    session.value = { state: 'signed-out' }
    const opened = await openKept()
    expect(opened).toMatchObject({ state: 'open', kept: { plan: planToKeep, asOf: planToKeep.as_of } })
    expect(await (opened.state === 'open' ? opened.kept.photos['photo-1'] : undefined)?.text()).toBe('"image"')
  })

  it('opens from the ready page when the database is gone', async () => {
    serve()
    await keepPlan('open')
    indexedDB.deleteDatabase(`waymark-kept-${alex.account_id}`)
    expect(await openKept()).toMatchObject({ state: 'open', kept: { plan: planToKeep } })
    caches.clear()
    expect(await openKept()).toEqual({ state: 'lost' })
  })

  it('gives no address but its own a page, and forgets photos that are gone', async () => {
    serve()
    await keepPlan('open')
    const [cache] = [...caches.values()]
    expect([...(cache?.answers.keys() ?? [])].sort()).toEqual(['/my-plan/now', '/my-plan/now/photos/photo-1', '/my-plan/use/first'])
    expect(cache?.answers.get('/my-plan/now')?.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
    serve({}, { ...planToKeep, photos: [] })
    await refreshKept()
    expect([...(cache?.answers.keys() ?? [])]).toEqual(['/my-plan/use/first', '/my-plan/now'])
  })
})

describe('kept behind a PIN', () => {
  it('can be read by nobody without it', async () => {
    serve()
    await keepPlan('open')
    expect(await everythingKept()).toContain('canal')
    await keepPlan('pin', { pin })
    const kept = await everythingKept()
    for (const word of ['canal', '900123', 'dog', pin]) expect(kept).not.toContain(word)
    expect(caches.size).toBe(0)
    expect(await openKept()).toEqual({ state: 'locked', how: 'pin', waitSeconds: 0 })
  })

  it('opens with it, slows down who guesses, and is brought up to date without it', async () => {
    serve()
    await keepPlan('pin', { pin })
    expect(await unlockWithPin('heron43')).toEqual({ state: 'wrong', waitSeconds: 0 })
    serve({}, { ...planToKeep, as_of: '2026-11-23T08:00:00Z' })
    await refreshKept()
    expect(keptMark.value?.asOf).toBe('2026-11-23T08:00:00Z')
    expect(await unlockWithPin(` ${pin} `)).toMatchObject({ state: 'open', kept: { asOf: '2026-11-23T08:00:00Z', photos: { 'photo-1': expect.any(Blob) as Blob } } })
    expect(await openKept()).toMatchObject({ state: 'open' })
  })

  it('is not opened by what belongs to another way', async () => {
    serve()
    await keepPlan('pin', { pin })
    expect(await unlockWithPasskey()).toMatchObject({ state: 'locked', how: 'pin' })
  })
})

describe('kept behind a passkey', () => {
  const answers = (first?: Uint8Array) => ({ rawId: new Uint8Array([7]).buffer, getClientExtensionResults: () => (first === undefined ? {} : { prf: { results: { first } } }) })
  const use = (get: () => Promise<unknown>) => {
    vi.stubGlobal('PublicKeyCredential', class {})
    Object.defineProperty(navigator, 'credentials', { configurable: true, value: { get } })
  }

  it('opens with the same passkey, and with no other', async () => {
    serve()
    use(() => Promise.resolve(answers(new Uint8Array(32).fill(1))))
    expect(await keepPlan('passkey')).toMatchObject({ state: 'kept' })
    expect(await everythingKept()).not.toContain('canal')
    use(() => Promise.resolve(answers(new Uint8Array(32).fill(2))))
    expect(await unlockWithPasskey()).toEqual({ state: 'failed', because: 'not-here' })
    use(() => Promise.reject(new DOMException('closed', 'NotAllowedError')))
    expect(await unlockWithPasskey()).toEqual({ state: 'failed', because: 'cancelled' })
    use(() => Promise.resolve(answers(new Uint8Array(32).fill(1))))
    expect(await unlockWithPasskey()).toMatchObject({ state: 'open', kept: { plan: planToKeep } })
  })

  it('is refused where the passkey cannot, and nothing is changed', async () => {
    serve()
    await keepPlan('open')
    use(() => Promise.resolve(answers()))
    expect(await keepPlan('passkey')).toEqual({ state: 'refused', because: 'prf' })
    use(() => Promise.reject(new DOMException('closed', 'NotAllowedError')))
    expect(await keepPlan('passkey')).toEqual({ state: 'refused', because: 'cancelled' })
    expect(await openKept()).toMatchObject({ state: 'open' })
  })
})

describe('what cannot be kept', () => {
  it('leaves nothing half done when the phone is full', async () => {
    const fetch = serve()
    await keepPlan('open')
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => { throw new DOMException('full', 'QuotaExceededError') })
    expect(await keepPlan('pin', { pin })).toEqual({ state: 'refused', because: 'storage' })
    expect(await isGone()).toBe(true)
    expect(fetch.mock.calls.some(([path, init]) => path === '/api/kept-plan' && init?.method === 'DELETE')).toBe(true)
  })

  it('says when the service is not reached, and leaves what was there', async () => {
    serve()
    await keepPlan('open')
    serve({ [`GET ${plan}`]: noSignal })
    expect(await keepPlan('pin', { pin })).toEqual({ state: 'refused', because: 'not-reached' })
    await refreshKept()
    expect(await openKept()).toMatchObject({ state: 'open' })
  })

  it('tells when the browser has cleared it away', async () => {
    serve()
    await keepPlan('pin', { pin })
    indexedDB.deleteDatabase(`waymark-kept-${alex.account_id}`)
    expect(await openKept()).toEqual({ state: 'lost' })
    await refreshKept()
    expect(keptTrouble.value).toBe('lost')
  })

  it('tells so too when even its mark is gone and the service knows of it', async () => {
    serve({ 'GET /api/my-plan/phones': { body: { phones: [{ id: 'p', device: 'Phone', kept_at: '', seen_at: '', is_this: true }] } } })
    await refreshKept()
    expect(keptTrouble.value).toBe('lost')
  })
})

describe('the copy goes', () => {
  beforeEach(async () => {
    serve()
    await keepPlan('open')
  })

  it.each([
    ['she signs out', () => signOutAndWipe()],
    ['she removes it', () => removeKept()],
    ['somebody else signs in', () => { signInAs('sam'); return wipeOthers('sam') }],
    ['she has forgotten it elsewhere', () => { serve({ 'GET /api/kept-plan': notKept }); return checkStanding() }],
    ['this browser is another’s now', () => { serve({ 'GET /api/kept-plan': { body: { account_id: 'sam' } } }); return checkStanding() }],
    ['a visit finds it forgotten', () => { serve({ 'PUT phone': notKept, 'PUT /api/my-plan/phones': notKept, 'PUT phone ': notKept }); return refreshKept() }],
  ])('when %s', async (_why, happens) => {
    await happens()
    expect(await isGone()).toBe(true)
    expect(await openKept()).toEqual({ state: 'none' })
  })

  it('with no signal too, and the service is told at the next start', async () => {
    serve({ 'POST /api/sign-out': noSignal, 'DELETE /api/kept-plan': noSignal })
    expect(await signOutAndWipe()).toBe(false)
    expect(await isGone()).toBe(true)
    expect(ending()).toBe('telling')
    const fetch = serve()
    await finishLeaving()
    await vi.waitFor(() => expect(ending()).toBeNull())
    expect(fetch.mock.calls.some(([path, init]) => path === '/api/kept-plan' && init?.method === 'DELETE')).toBe(true)
  })

  it('at the next start, when it was cut off', async () => {
    setEnding('wiping')
    forgetMark()
    await finishLeaving()
    expect(await isGone()).toBe(true)
  })

  it('and is not brought back by what was still on its way', async () => {
    const late = refreshKept()
    await signOutAndWipe()
    session.value = { state: 'signed-out' }
    await late
    expect(await isGone()).toBe(true)
  })
})

describe('the copy stays', () => {
  beforeEach(async () => {
    serve()
    await keepPlan('open')
  })

  it.each([
    ['a session ends by itself', () => wipeOnly()],
    ['nobody was here for half an hour', () => endAndWipe()],
    ['she signs in again', () => wipeOthers(alex.account_id)],
    ['nobody can be asked', () => { serve({ 'GET /api/kept-plan': noSignal }); return checkStanding() }],
    ['the service is broken', () => { serve({ 'GET /api/kept-plan': { status: 500, body: { code: 'http.broken' } } }); return checkStanding() }],
  ])('when %s', async (_why, happens) => {
    await happens()
    expect(readMark()).not.toBeNull()
    expect(await openKept()).toMatchObject({ state: 'open' })
    expect(caches.size).toBe(1)
  })
})
