import { act, render, screen } from '@testing-library/preact'
import { LocationProvider } from 'preact-iso'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Wall } from '../shared/api-types'
import { session } from '../shared/session'
import { answerWith, asha, noSignal } from '../shared/testing/answers'
import { signedInUntil, trustIn } from './rules'
import { WallOverPage } from './WallOverPage'
import { WallPage } from './WallPage'

const now = Date.parse('2026-11-23T14:12:00Z')
const teamId = asha.teams[0]!.id
const wall: Wall = {
  team_name: 'Riverside', is_open: true, opens_at: null, waiting: 1, longest_wait_since: '2026-11-23T14:00:00Z', promised: 2,
  next_promise_at: '2026-11-23T15:00:00Z', missed: 0, on_duty: ['A. Begum', 'T. Osei'], desk: [], engine_at: '2026-11-23T14:11:58Z', as_of: '2026-11-23T14:12:00Z',
}
const table: Record<string, { status?: number; body?: unknown } | Error> = {}
const answer = (more: Partial<Wall>) => { table[`GET /api/teams/${teamId}/wall`] = { body: { ...wall, ...more } } }
const pass = (ms: number) => act(async () => { await vi.advanceTimersByTimeAsync(ms) })
const show = async () => {
  render(<LocationProvider><WallPage /></LocationProvider>)
  await pass(10)
}

beforeEach(() => {
  vi.useFakeTimers({ now })
  answer({})
  answerWith(table)
  history.replaceState(null, '', '/team/wall')
  session.value = { state: 'signed-in', me: { ...asha, session: { ...asha.session, ends_at: '2026-11-23T22:00:00Z' } } }
})
afterEach(() => { vi.useRealTimers() })

const text = () => document.querySelector('.wm-wall')!.textContent

describe('the wall', () => {
  it('says how many wait and since when, what was promised, and who is on duty', async () => {
    await show()
    for (const said of ['1 waiting', '12 minutes', '2 promised', 'next 3 pm', 'A. Begum, T. Osei', 'Up to date at 2:12 pm']) expect(text()).toContain(said)
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('asks every five seconds without keeping anybody signed in', async () => {
    await show()
    answer({ waiting: 3, missed: 1 })
    await pass(5_100)
    expect(text()).toContain('3 waiting')
    expect(text()).toContain('1 promise missed')
    const sent = vi.mocked(fetch).mock.calls.map(([, init]) => new Headers(init!.headers).get('Waymark-Polling'))
    expect(sent.slice(0, 2)).toEqual([null, '1'])
  })

  it('shows no old number as if it were new', async () => {
    await show()
    table[`GET /api/teams/${teamId}/wall`] = noSignal
    await pass(22_000)
    expect(screen.getByRole('alert').textContent).toContain('Not connected since 2:12 pm')
    expect(screen.queryByText('1 waiting')).toBeNull()
    expect(text()).toContain('Last known, at 2:12 pm: 1 waiting')
    answer({ as_of: '2026-11-23T14:12:30Z', engine_at: '2026-11-23T14:12:29Z' })
    await pass(6_000)
    screen.getByText('1 waiting')
  })

  it('says loudly that nobody is told, and that nobody is there', async () => {
    answer({ engine_at: '2026-11-23T14:09:00Z', on_duty: [] })
    await show()
    const [silent, nobody] = screen.getAllByRole('alert').map((one) => one.textContent)
    expect(silent).toContain('silent for 3 minutes')
    expect(nobody).toContain('Nobody is on duty')
  })

  it('says when a closed team opens', async () => {
    answer({ is_open: false, opens_at: '2026-11-24T09:00:00Z', on_duty: [], waiting: 0, longest_wait_since: null })
    await show()
    expect(text()).toContain('opens tomorrow, 9 am')
    expect(text()).toContain('Nobody is waiting')
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('says before the end when somebody has to touch it or sign in again', async () => {
    await show()
    screen.getByText('This screen signs out at 2:42 pm unless somebody touches it.')
    act(() => { session.value = { state: 'signed-in', me: { ...asha, session: { ...asha.session, ends_at: '2026-11-23T14:20:00Z' } } } })
    screen.getByText('This screen signs out at 2:20 pm. Somebody has to sign in again then.')
  })

  it('keeps the screen awake where it can', async () => {
    const request = vi.fn(() => Promise.resolve({ release: () => Promise.resolve() }))
    vi.stubGlobal('navigator', Object.assign(Object.create(navigator) as Navigator, { wakeLock: { request } }))
    await show()
    expect(request).toHaveBeenCalledWith('screen')
  })

  it('says plainly when it is over', () => {
    render(<WallOverPage />)
    screen.getByRole('heading', { name: 'This wall is signed out' })
    expect(screen.getByRole('link', { name: 'Sign in' }).getAttribute('href')).toBe('/team')
    expect(document.querySelector('.wm-wall')!.textContent).not.toMatch(/\d/)
  })
})

it('believes the service’s clock about the engine, and this device’s about the last answer', () => {
  expect(trustIn(wall, now, now + 20_000)).toBe('good')
  expect(trustIn(wall, now, now + 20_001)).toBe('not-reached')
  expect(trustIn({ ...wall, engine_at: null }, now, now)).toBe('engine-silent')
  expect(trustIn({ ...wall, engine_at: '2026-11-23T14:11:00Z' }, now, now)).toBe('good')
  expect(trustIn({ ...wall, engine_at: '2026-11-23T14:10:59Z' }, now, now)).toBe('engine-silent')
  expect(signedInUntil(now, '2026-11-23T14:20:00Z')).toBe(Date.parse('2026-11-23T14:20:00Z'))
})
