import { beforeEach, describe, expect, it, vi } from 'vitest'
import { rememberThisDevice, thisDevice } from '../shared/device/marks'
import * as push from '../shared/push'
import { service, session } from '../shared/session'
import { alex, answerWith } from '../shared/testing/answers'
import { fingerprintOf, noteSent } from './sent'
import { resyncDevice, turnOff, turnOn } from './this-device'

const me = alex.account_id
const subscription = (endpoint: string) => ({ endpoint, keys: { p256dh: 'p', auth: 'a' } })
const device = (id: string) => ({ id, label: 'x', created_at: '', last_confirmed_at: null, is_working: true })
const calls = (method: string) => vi.mocked(fetch).mock.calls.filter(([, init]) => init?.method === method).map(([path]) => path as string)

beforeEach(() => {
  localStorage.clear()
  vi.stubGlobal('Notification', { permission: 'granted' })
  vi.stubGlobal('fetch', vi.fn((path: string, init: RequestInit) => Promise.resolve(
    init.method === 'PUT' ? Response.json(device(path.split('/').at(-1) ?? '')) : new Response(null, { status: 204 }))))
  session.value = { state: 'signed-in', me: alex }
  service.value = { name: 'Waymark', trust_name: null, push_public_key: 'key', is_demo: false, crisis_contacts: [] }
  vi.spyOn(push, 'subscribe').mockResolvedValue(subscription('https://push/new'))
  vi.spyOn(push, 'unsubscribe').mockResolvedValue(true)
})

async function turnedOnWith(endpoint: string) {
  rememberThisDevice(me, 'old')
  noteSent('old', await fingerprintOf(subscription(endpoint)))
}

describe('turning on and off', () => {
  it('tells the service and remembers the device', async () => {
    const made = await turnOn(me, 'key', [])
    expect(thisDevice(me)).toBe(made.id)
    expect(push.unsubscribe).not.toHaveBeenCalled()
  })

  it('begins afresh when the service had given the device up', async () => {
    await turnedOnWith('https://push/dead')
    await turnOn(me, 'key', [device('other')])
    expect(push.unsubscribe).toHaveBeenCalled()
    expect(thisDevice(me)).not.toBe('old')
  })

  it('stays on when the service does not hear of turning off', async () => {
    await turnedOnWith('https://push/old')
    answerWith({ 'DELETE /api/devices/old': new TypeError('no signal') })
    await expect(turnOff('old')).rejects.toThrow()
    expect(thisDevice(me)).toBe('old')
    expect(push.unsubscribe).not.toHaveBeenCalled()
  })
})

describe('each time the app is opened', () => {
  it('does nothing on a browser that gets no messages', async () => {
    await resyncDevice()
    expect(fetch).not.toHaveBeenCalled()
  })

  it('does nothing while the subscription is the one that was sent', async () => {
    await turnedOnWith('https://push/same')
    vi.spyOn(push, 'currentSubscription').mockResolvedValue(subscription('https://push/same'))
    await resyncDevice()
    expect(fetch).not.toHaveBeenCalled()
  })

  it('registers a changed subscription as a new device, and removes the old one', async () => {
    await turnedOnWith('https://push/old')
    vi.spyOn(push, 'currentSubscription').mockResolvedValue(subscription('https://push/changed'))
    await resyncDevice()
    expect(calls('PUT')).toEqual([`/api/devices/${thisDevice(me) ?? ''}`])
    expect(calls('DELETE')).toEqual(['/api/devices/old'])
  })

  it('subscribes again when the browser dropped it and permission is still there', async () => {
    await turnedOnWith('https://push/old')
    vi.spyOn(push, 'currentSubscription').mockResolvedValue(null)
    await resyncDevice()
    expect(push.subscribe).toHaveBeenCalledWith('key')
    expect(calls('PUT')).toHaveLength(1)
  })

  it('tells the service when permission was taken away', async () => {
    await turnedOnWith('https://push/old')
    vi.stubGlobal('Notification', { permission: 'denied' })
    await resyncDevice()
    expect(calls('DELETE')).toEqual(['/api/devices/old'])
    expect(thisDevice(me)).toBeNull()
  })

  it('never fails, and tries again next time', async () => {
    await turnedOnWith('https://push/old')
    vi.spyOn(push, 'currentSubscription').mockRejectedValue(new Error('odd browser'))
    await expect(resyncDevice()).resolves.toBeUndefined()
    expect(thisDevice(me)).toBe('old')
  })
})
