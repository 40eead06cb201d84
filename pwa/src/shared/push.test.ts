import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { currentSubscription, PushRefused, subscribe, unsubscribe } from './push'

const subscription = {
  toJSON: () => ({ endpoint: 'https://push.example/1', keys: { p256dh: 'p', auth: 'a' } }),
  unsubscribe: () => Promise.resolve(true),
}
const pushManager = { subscribe: vi.fn(), getSubscription: vi.fn() }

beforeEach(() => {
  pushManager.subscribe.mockResolvedValue(subscription)
  pushManager.getSubscription.mockResolvedValue(subscription)
  const registration = { pushManager }
  vi.stubGlobal('Notification', { requestPermission: () => Promise.resolve('granted') })
  Object.defineProperty(navigator, 'serviceWorker', {
    configurable: true,
    value: { ready: Promise.resolve(registration), getRegistration: () => Promise.resolve(registration) },
  })
})
afterEach(() => vi.useRealTimers())

const why = (asking: Promise<unknown>) => asking.then(() => null, (error: unknown) => (error instanceof PushRefused ? error.why : error))

describe('subscribing', () => {
  it('gives what the service needs, with the key as bytes', async () => {
    expect(await subscribe('AQ-_')).toEqual({ endpoint: 'https://push.example/1', keys: { p256dh: 'p', auth: 'a' } })
    expect(pushManager.subscribe).toHaveBeenCalledWith({ userVisibleOnly: true, applicationServerKey: new Uint8Array([1, 15, 191]) })
  })

  it('says why it could not', async () => {
    pushManager.subscribe.mockRejectedValueOnce(new DOMException('permission denied', 'AbortError'))
    expect(await why(subscribe('AQ'))).toBe('failed')
    vi.stubGlobal('Notification', { requestPermission: () => Promise.resolve('denied') })
    expect(await why(subscribe('AQ'))).toBe('permission')
  })

  it('does not wait for ever in a browser that never answers', async () => {
    vi.useFakeTimers()
    pushManager.subscribe.mockReturnValue(new Promise(() => undefined))
    const asking = why(subscribe('AQ'))
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await asking).toBe('no-answer')
  })
})

describe('the subscription there is', () => {
  it('is read and ended', async () => {
    expect(await currentSubscription()).toMatchObject({ endpoint: 'https://push.example/1' })
    expect(await unsubscribe()).toBe(true)
    pushManager.getSubscription.mockResolvedValue(null)
    expect(await currentSubscription()).toBeNull()
    expect(await unsubscribe()).toBe(false)
  })
})
