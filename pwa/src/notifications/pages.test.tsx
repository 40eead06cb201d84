import { act, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { LocationProvider, Route, Router } from 'preact-iso'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { capabilities } from '../shared/capabilities'
import { rememberThisDevice } from '../shared/device/marks'
import * as push from '../shared/push'
import { service, session } from '../shared/session'
import { alex, answerWith, asha } from '../shared/testing/answers'
import { DevicesPage } from './DevicesPage'
import { OpenPage } from './OpenPage'

const here = { id: 'd1', label: 'Chrome on Android', created_at: '2026-11-01T10:00:00Z', last_confirmed_at: null as string | null, is_working: true }
const other = { ...here, id: 'd2', label: 'Firefox on Windows', last_confirmed_at: '2026-11-20T10:00:00Z' }
const table: Record<string, { status?: number; body?: unknown } | Error> = {}
const permission = vi.fn<() => NotificationPermission>()

beforeEach(() => {
  localStorage.clear()
  for (const key of Object.keys(table)) delete table[key]
  Object.assign(table, {
    'GET /api/devices': { body: { devices: [other], gone: [] } },
    'POST /api/devices/d1/test': { status: 202, body: { delivery_id: 'x' } },
    'DELETE /api/devices/d2': { status: 204 },
    'GET /api/my-quiet-hours': { body: { begins: null, ends: null } },
  })
  answerWith(table)
  permission.mockReturnValue('default')
  vi.spyOn(capabilities, 'push').mockReturnValue(true)
  vi.spyOn(capabilities, 'isInstalled').mockReturnValue(false)
  vi.spyOn(capabilities, 'notifications').mockImplementation(permission)
  session.value = { state: 'signed-in', me: alex }
  service.value = { name: 'Waymark', trust_name: null, push_public_key: 'key', is_demo: false, crisis_contacts: [] }
})
afterEach(() => vi.useRealTimers())

const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }))

const pass = (time: number) => act(async () => {
  await vi.advanceTimersByTimeAsync(time)
})

describe('messages on this device', () => {
  it('explains before the browser asks, and says honestly when it does not answer', async () => {
    const subscribe = vi.spyOn(push, 'subscribe').mockRejectedValue(new push.PushRefused('no-answer'))
    render(<DevicesPage />)
    await screen.findByText(/There are no names, and nothing about your health/)
    expect(subscribe).not.toHaveBeenCalled()
    await press('Turn on messages here')
    await screen.findByText(/Your browser has not answered/)
  })

  it('says how to unblock when the answer was no', async () => {
    vi.spyOn(push, 'subscribe').mockImplementation(() => {
      permission.mockReturnValue('denied')
      return Promise.reject(new push.PushRefused('permission'))
    })
    render(<DevicesPage />)
    await press('Turn on messages here')
    await screen.findByRole('heading', { name: 'Messages are blocked here' })
    permission.mockReturnValue('default')
    await press('Look again')
    await screen.findByRole('button', { name: 'Turn on messages here' })
  })

  it('sends iPhones to the Home Screen first', async () => {
    vi.spyOn(capabilities, 'isApplePhone').mockReturnValue(true)
    render(<DevicesPage />)
    await screen.findByText(/Add to Home Screen/)
    expect(screen.queryByRole('button', { name: 'Turn on messages here' })).toBeNull()
  })

  it('shows a test message arriving', async () => {
    rememberThisDevice(alex.account_id, 'd1')
    table['GET /api/devices'] = { body: { devices: [here, other], gone: [] } }
    render(<DevicesPage />)
    await press('Send a test message')
    await screen.findByText(/The test is on its way/)
    table['GET /api/devices'] = { body: { devices: [{ ...here, last_confirmed_at: '2026-11-22T10:00:00Z' }, other], gone: [] } }
    await screen.findByText(/It arrived/, undefined, { timeout: 3_000 })
  })

  it('says what to do when a test does not arrive', async () => {
    rememberThisDevice(alex.account_id, 'd1')
    table['GET /api/devices'] = { body: { devices: [here], gone: [] } }
    render(<DevicesPage />)
    await screen.findByRole('button', { name: 'Send a test message' })
    vi.useFakeTimers()
    fireEvent.click(screen.getByRole('button', { name: 'Send a test message' }))
    await pass(100)
    await pass(45_000)
    screen.getByText('It has not arrived yet.')
    screen.getByText(/battery saving/)
  })

  it('removes another device only after asking', async () => {
    render(<DevicesPage />)
    await press('Remove Firefox on Windows')
    table['GET /api/devices'] = { body: { devices: [], gone: [] } }
    await press('Yes, stop them')
    await screen.findByText('That device gets no more messages.')
    await screen.findByText('No device gets messages for you yet.')
  })
})

describe('a device that gets no more messages', () => {
  it('is named with what to do, until its owner knows', async () => {
    table['GET /api/devices'] = { body: { devices: [], gone: [{ id: 'd3', label: 'Chrome on Android', gone_at: '2026-11-20T10:00:00Z' }] } }
    table['DELETE /api/devices/d3'] = { status: 204 }
    render(<DevicesPage />)
    await screen.findByRole('heading', { name: 'Chrome on Android gets no messages any more' })
    screen.getByText(/open Waymark on that device and turn messages on/)
    table['GET /api/devices'] = { body: { devices: [], gone: [] } }
    await press('I know that Chrome on Android gets no messages')
    await screen.findByText('We do not show that device any more.')
    await waitFor(() => expect(screen.queryByText(/gets no messages any more/)).toBeNull())
  })
})

describe('quiet times', () => {
  const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } })

  it('are set, said in words, and turned off', async () => {
    table['PUT /api/my-quiet-hours'] = { body: { begins: '21:30', ends: '07:00' } }
    table['DELETE /api/my-quiet-hours'] = { status: 204 }
    render(<DevicesPage />)
    await screen.findByText('You have no quiet times.')
    screen.getByText(/An answer to a request of yours always comes at once/)
    await press('Set quiet times')
    type('Quiet from', '21:30')
    await press('Save quiet times')
    await screen.findByText('Quiet every day from 9:30 pm to 7 am.')
    await press('Turn off quiet times')
    await screen.findByText('You have no quiet times.')
  })

  it('say what is missing, and what the service refused', async () => {
    table['PUT /api/my-quiet-hours'] = { status: 422, body: { code: 'http.bad_input', fields: { ends: ['Choose two different times.'] } } }
    render(<DevicesPage />)
    await press('Set quiet times')
    type('Quiet from', '')
    await press('Save quiet times')
    expect(screen.getAllByText('Say when the quiet time begins.').length).toBeGreaterThan(0)
    type('Quiet from', '07:00')
    await press('Save quiet times')
    expect((await screen.findAllByText('Choose two different times.')).length).toBeGreaterThan(0)
  })

  it('promise a worker what they never hold up', async () => {
    session.value = { state: 'signed-in', me: asha }
    render(<DevicesPage />)
    await screen.findByText(/When a person asks for more support, you always hear at once/)
    expect(screen.queryByText(/An answer to a request of yours/)).toBeNull()
  })
})

describe('opening a message', () => {
  const open = () => {
    history.replaceState(null, '', '/open/m1')
    return render(<LocationProvider><Router><Route path="/open/:deliveryId" component={OpenPage} /><Route default component={() => null} /></Router></LocationProvider>)
  }

  it('goes on to what it was about', async () => {
    session.value = { state: 'signed-in', me: asha }
    table['GET /api/deliveries/m1'] = { body: { kind: 'step_up.asked', subject_id: 's1' } }
    open()
    await waitFor(() => expect(location.pathname).toBe('/requests/s1'))
  })

  it('says so when it is gone, or somebody else’s', async () => {
    open()
    await screen.findByRole('heading', { name: 'We cannot find this message' })
  })
})
