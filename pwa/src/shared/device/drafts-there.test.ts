import { v5 } from 'uuid'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { noteServiceTime, forgetServiceTime } from '../clock'
import { alex, answerWith, noSignal, signInAs } from '../testing/answers'
import { forgetStanding, standing } from './draft-standing'
import { forgetDraft, hasDrafts, keepDraft, readDraft, whenDraftIsOver } from './drafts'
import { draftId } from './draft-id'
import { bringBackDrafts, sendDrafts, tellOver } from './drafts-there'

const me = alex.account_id
const path = (key: string) => `/api/my-drafts/${v5(key, me)}`
const refusal = (status: number, code: string, detail: string) => ({ status, body: { code, detail } })
const hour = 3_600_000

/** A service that keeps whatever it is sent. */
function serve(): Map<string, { key: string; content: string; kept_at: string }> {
  const kept = new Map<string, { key: string; content: string; kept_at: string }>()
  vi.stubGlobal('fetch', vi.fn(async (given: string, init: RequestInit) => {
    await Promise.resolve()
    const [address = '', query] = given.split('?')
    if (init.method === 'PUT') kept.set(address, JSON.parse(init.body as string) as never)
    if (init.method === 'DELETE' && kept.has(address) && kept.get(address)!.kept_at <= decodeURIComponent(query!.slice('kept_at='.length))) kept.delete(address)
    if (init.method === 'DELETE') return new Response(null, { status: 204 })
    const rows = [...kept].map(([at, row]) => ({ ...row, id: at.split('/').at(-1), forget_at: row.kept_at }))
    return new Response(JSON.stringify(init.method === 'GET' ? { drafts: rows } : rows.find(({ id }) => address.endsWith(id!))))
  }))
  return kept
}

const requests = () => vi.mocked(fetch).mock.calls.map(([address, init]) => `${init?.method ?? ''} ${(address as string).split('?')[0] ?? ''}`)

/** Another device, or this one after the wipe: nothing on its shelf. */
async function wipe(): Promise<void> {
  for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name!)
  forgetStanding()
}

beforeEach(async () => {
  localStorage.clear()
  forgetServiceTime()
  await wipe()
  signInAs(me)
})

describe('before a session ends', () => {
  it('what lies on the shelf is sent once, and nothing that was to stay here', async () => {
    const kept = serve()
    await keepDraft(me, 'ask', { words: 'not sleeping' })
    await keepDraft(me, 'plan-helped', ['a1'], { onlyHere: true })
    await keepDraft(me, 'note-q7', { words: '' })
    expect(standing.value).toBe('unkept')
    expect(await sendDrafts(me)).toBeNull()
    expect(await sendDrafts(me)).toBeNull()
    expect(requests()).toEqual([`PUT ${path('ask')}`])
    expect(kept.get(path('ask'))).toMatchObject({ key: 'ask', content: '{"words":"not sleeping"}' })
    expect(standing.value).toBe('kept')
  })

  it('keeps no session alive, and outlives the page', async () => {
    serve()
    await keepDraft(me, 'ask', { words: 'x' })
    await sendDrafts(me, true)
    const init = vi.mocked(fetch).mock.calls[0]![1]!
    expect(new Headers(init.headers).get('Waymark-Polling')).toBe('1')
    expect(init.keepalive).toBe(true)
  })

  it('asks no browser to carry more than it carries for a page that is gone', async () => {
    serve()
    await keepDraft(me, 'ask', { words: 'x'.repeat(61_000) })
    await sendDrafts(me, true)
    expect(vi.mocked(fetch).mock.calls[0]![1]!.keepalive).toBeUndefined()
  })

  it('newer words are sent again, and words that were taken out replace those there', async () => {
    const kept = serve()
    vi.useFakeTimers({ toFake: ['Date'] })
    for (const words of ['one', 'two', '']) {
      vi.advanceTimersByTime(1000)
      await keepDraft(me, 'ask', { words })
      await sendDrafts(me)
      expect(kept.get(path('ask'))).toMatchObject({ content: JSON.stringify({ words }) })
    }
    vi.useRealTimers()
  })

  it.each([
    ['no signal', noSignal, 'We could not reach'],
    ['a service that is broken', refusal(500, 'http.broken', 'On our side.'), '500'],
    ['words that are too long', refusal(413, 'drafts.too_long', 'Too long.'), '413'],
    ['too many', refusal(409, 'drafts.too_many', 'Too many.'), '409'],
  ])('says what went wrong with %s, keeps them here and tries again', async (_, reply, said) => {
    answerWith({ [`PUT ${path('ask')}`]: reply })
    await keepDraft(me, 'ask', { words: 'x' })
    expect((await sendDrafts(me))?.message).toContain(said)
    expect(standing.value).toBe('unkept')
    expect(await readDraft(me, 'ask')).not.toBeNull()
    const kept = serve()
    expect(await sendDrafts(me)).toBeNull()
    expect(kept.size).toBe(1)
  })

  it('one that is refused holds up no other', async () => {
    answerWith({ [`PUT ${path('ask')}`]: refusal(413, 'drafts.too_long', 'Too long.'), [`PUT ${path('goal-new')}`]: { body: { kept_at: '2026-01-01T00:00:00Z' } } })
    await keepDraft(me, 'ask', { words: 'x' })
    await keepDraft(me, 'goal-new', { words: 'x' })
    expect(await sendDrafts(me)).not.toBeNull()
    expect(await sendDrafts(me)).not.toBeNull()
    expect(requests().filter((one) => one.endsWith(path('goal-new')))).toHaveLength(1)
  })
})

describe('at the next sign-in', () => {
  it('they are back on the shelf of any device, and told once', async () => {
    serve()
    await keepDraft(me, 'ask', { words: 'not sleeping' })
    const { keptAt } = (await readDraft(me, 'ask'))!
    await sendDrafts(me)
    await wipe()
    expect(await bringBackDrafts(me)).toEqual([{ key: 'ask', keptAt }])
    expect(await readDraft(me, 'ask')).toEqual({ value: { words: 'not sleeping' }, keptAt })
    noteServiceTime(new Date(Date.now() - 2 * hour).toUTCString())
    expect(await bringBackDrafts(me), 'also when the clock was put right meanwhile').toEqual([])
    await sendDrafts(me)
    expect(requests().filter((one) => one.startsWith('PUT'))).toHaveLength(1)
  })

  it('newer words on this device stay', async () => {
    const kept = serve()
    await keepDraft(me, 'ask', { words: 'older' })
    await sendDrafts(me)
    await wipe()
    vi.setSystemTime(Date.now() + 1000)
    await keepDraft(me, 'ask', { words: 'newer' })
    expect(await bringBackDrafts(me)).toEqual([])
    expect(await readDraft(me, 'ask')).toMatchObject({ value: { words: 'newer' } })
    await sendDrafts(me)
    expect(kept.get(path('ask'))).toMatchObject({ content: '{"words":"newer"}' })
    vi.useRealTimers()
  })

  it.each([['ahead', 24], ['behind', -24]])('a phone whose clock is %s is told apart by the service’s clock', async (_, hours) => {
    const kept = serve()
    const now = Date.now()
    await keepDraft(me, 'ask', { words: 'written on another phone, later' })
    await sendDrafts(me)
    await wipe()
    kept.get(path('ask'))!.kept_at = new Date(now + 60_000).toISOString()
    vi.setSystemTime(now + hours * hour)
    noteServiceTime(new Date(now).toUTCString())
    await keepDraft(me, 'ask', { words: 'written here before that' })
    expect(await bringBackDrafts(me)).toHaveLength(1)
    expect((await readDraft(me, 'ask'))?.value).toEqual({ words: 'written on another phone, later' })
    vi.useRealTimers()
  })

  it('nothing of another account comes to this shelf', async () => {
    serve().set(`/api/my-drafts/${v5('ask', me.replace(/1$/, '2'))}`, { key: 'ask', content: '{}', kept_at: '2026-01-01T00:00:00Z' })
    expect(await bringBackDrafts(me)).toEqual([])
    expect(await readDraft(me, 'ask')).toBeNull()
  })

  it('what cannot be read is left alone', async () => {
    serve().set(path('ask'), { key: 'ask', content: 'not JSON', kept_at: '2026-01-01T00:00:00Z' })
    expect(await bringBackDrafts(me)).toEqual([])
  })
})

describe('words that were sent or thrown away', () => {
  it('go at the service too', async () => {
    const kept = serve()
    whenDraftIsOver((accountId) => void tellOver(accountId))
    await keepDraft(me, 'ask', { words: 'x' })
    await sendDrafts(me)
    await forgetDraft(me, 'ask')
    await vi.waitFor(() => expect(kept.size).toBe(0))
    expect(standing.value).toBe('none')
  })

  it('cost no request where the service never had them', async () => {
    serve()
    await keepDraft(me, 'ask', { words: 'x' })
    await forgetDraft(me, 'ask')
    expect(requests()).toEqual([])
  })

  it('are told later where there was no signal, and do not come back meanwhile', async () => {
    const kept = serve()
    await keepDraft(me, 'ask', { words: 'x' })
    await sendDrafts(me)
    const service = fetch
    answerWith({ [`DELETE ${path('ask')}`]: noSignal })
    await forgetDraft(me, 'ask')
    await tellOver(me)
    vi.stubGlobal('fetch', service)
    expect(kept.size).toBe(1)
    expect(await bringBackDrafts(me)).toEqual([])
    await sendDrafts(me)
    expect(kept.size).toBe(0)
  })

  it('go as well when they were on their way just then', async () => {
    const kept = serve()
    const service = fetch
    let answer = () => undefined as unknown
    const used = new Promise((resolve) => { answer = () => resolve(null) })
    vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
      const response = await service(address, init)
      if (init.method === 'PUT') await used
      return response
    })
    await keepDraft(me, 'ask', { words: 'x' })
    const sending = sendDrafts(me)
    await vi.waitFor(() => expect(kept.size).toBe(1))
    await forgetDraft(me, 'ask')
    answer()
    await sending
    expect(kept.size).toBe(0)
  })

  it('take no newer ones of another device along', async () => {
    const newer = { body: { kept_at: new Date(Date.now() + hour).toISOString() } }
    const fetch = answerWith({ [`PUT ${path('ask')}`]: newer })
    await keepDraft(me, 'ask', { words: 'mine' })
    const { keptAt } = (await readDraft(me, 'ask'))!
    await sendDrafts(me)
    await forgetDraft(me, 'ask')
    await tellOver(me)
    expect(fetch.mock.lastCall?.[0]).toBe(`${path('ask')}?kept_at=${encodeURIComponent(keptAt)}`)
  })
})

it('knows whether signing out would throw something away', async () => {
  expect(await hasDrafts(me)).toBe(false)
  await keepDraft(me, 'ask', { id: '', words: '' })
  await keepDraft(me, 'plan-helped', ['a1'], { onlyHere: true })
  expect(await hasDrafts(me)).toBe(false)
  await keepDraft(me, 'ask', { words: 'x' })
  expect(await hasDrafts(me)).toBe(true)
})

it.each(['ask', 'dialog-plus-0190a000-0000-7000-8000-0000000000a1', 'é ☃'])('writes to the place that the service expects for %s', async (key) => {
  expect(await draftId(me, key)).toBe(v5(key, me))
})
