import { describe, expect, it, vi } from 'vitest'
import { api, ApiError, NotReached, timeouts, whenReachedOrNot, whenSignedOut } from './api'
import { answerWith, noSignal, signedOutReply } from './testing/answers'

const refusal = async (asking: Promise<unknown>) => await asking.then(() => null, (error: unknown) => error)

describe('what the service answers', () => {
  it('gives the value of an answer, and null for an empty one', async () => {
    answerWith({ 'GET /api/one': { body: { is: 1 } }, 'DELETE /api/one': { status: 204 } })
    expect(await api.get('/api/one')).toEqual({ is: 1 })
    expect(await api.delete('/api/one')).toBeNull()
  })

  it('gives a file as it is, and a refused one as a refusal', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('%PDF-1.7')))
    expect(await (await api.file('/api/one.pdf')).text()).toBe('%PDF-1.7')
    answerWith({ 'GET /api/one.pdf': { status: 403, body: { code: 'x', detail: 'Not now.' } } })
    expect(await refusal(api.file('/api/one.pdf'))).toMatchObject({ code: 'x', detail: 'Not now.' })
  })

  it('sends JSON, never through a cache, and follows no redirect', async () => {
    const fetch = answerWith({ 'PUT /api/one': { body: {} } })
    await api.put('/api/one', { words: 'staying in' })
    const sent = fetch.mock.calls[0]![1]!
    expect(sent.body).toBe('{"words":"staying in"}')
    expect(new Headers(sent.headers).get('Content-Type')).toBe('application/json')
    expect(sent).toMatchObject({ cache: 'no-store', redirect: 'error', credentials: 'same-origin' })
  })

  it('sends a file as it is, under its own type, and waits longer for it', async () => {
    const limit = vi.spyOn(AbortSignal, 'timeout')
    const fetch = answerWith({ 'PUT /api/photo': { status: 201, body: { id: 1 } } })
    const photo = new Blob(['not text'], { type: 'image/jpeg' })
    expect(await api.putFile('/api/photo', photo)).toEqual({ id: 1 })
    const sent = fetch.mock.calls[0]![1]!
    expect(sent.body).toBe(photo)
    expect(new Headers(sent.headers).get('Content-Type')).toBe('image/jpeg')
    expect(limit).toHaveBeenCalledWith(timeouts.upload)
  })

  it('turns a refusal into an ApiError with its code, words, fields and waiting time', async () => {
    const body = { code: 'http.too_many', detail: 'Please wait a minute.', fields: { contact: ['Too often.'] } }
    answerWith({ 'POST /api/one': { status: 429, body, headers: { 'Retry-After': '60' } } })
    const error = await refusal(api.post('/api/one'))
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({ code: 'http.too_many', status: 429, detail: 'Please wait a minute.', fields: body.fields, retryAfter: 60 })
  })

  it('has words of its own for a refusal that is no JSON', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('<h1>Bad</h1>', { status: 500 })))
    expect(await refusal(api.get('/api/one'))).toMatchObject({ code: 'http.broken', status: 500, retryAfter: null })
  })
})

describe('no answer', () => {
  it('says that the service was not reached', async () => {
    const reached = vi.fn()
    whenReachedOrNot(reached)
    answerWith({ 'GET /api/one': noSignal })
    expect(await refusal(api.get('/api/one'))).toBeInstanceOf(NotReached)
    expect(reached).toHaveBeenCalledWith(false, false)
  })

  it('counts a gateway without a service behind it as not reached', async () => {
    answerWith({ 'GET /api/one': { status: 502 } })
    expect(await refusal(api.get('/api/one'))).toBeInstanceOf(NotReached)
  })

  it('gives up after its time limit', async () => {
    vi.stubGlobal('fetch', (_path: string, init: RequestInit) => new Promise((_resolve, reject) => {
      init.signal!.addEventListener('abort', () => reject(init.signal!.reason as Error))
    }))
    expect(await refusal(api.get('/api/one', { timeout: 5 }))).toBeInstanceOf(NotReached)
  })
})

describe('reading again', () => {
  it('gives back the mark of the last answer and learns that nothing has changed', async () => {
    const fetch = answerWith({ 'GET /api/one': { body: { is: 1 }, headers: { ETag: '"7"' } } })
    expect(await api.getIfChanged('/api/one', null)).toEqual({ changed: true, value: { is: 1 }, etag: '"7"' })
    fetch.mockResolvedValueOnce(new Response(null, { status: 304 }))
    expect(await api.getIfChanged('/api/one', '"7"')).toEqual({ changed: false })
    expect(new Headers(fetch.mock.lastCall![1]!.headers).get('If-None-Match')).toBe('"7"')
  })

  it('tells the service when the page asks by itself', async () => {
    const fetch = answerWith({ 'GET /api/one': { body: {} } })
    await api.get('/api/one', { isPolling: true })
    expect(new Headers(fetch.mock.lastCall![1]!.headers).get('Waymark-Polling')).toBe('1')
  })
})

describe('a session that has ended', () => {
  it('tells the app, and only for that refusal', async () => {
    const ended = vi.fn()
    whenSignedOut(ended)
    answerWith({ 'GET /api/one': signedOutReply, 'GET /api/two': { status: 403, body: { code: 'identity.code_refused' } } })
    await refusal(api.get('/api/two'))
    expect(ended).not.toHaveBeenCalled()
    await refusal(api.get('/api/one'))
    expect(ended).toHaveBeenCalledOnce()
  })
})
