import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact'
import { LocationProvider } from 'preact-iso'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { session } from '../shared/session'
import { asha, noSignal } from '../shared/testing/answers'
import { day, FakeRota, monday, teamId, turn, week } from './testing/fake'
import { WeekPage } from './WeekPage'

let fake: FakeRota
const rota = `GET /api/teams/${teamId}/rota`

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-23T10:00:00Z') })
  fake = new FakeRota()
  session.value = { state: 'signed-in', me: asha }
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const seenAt = (isRoomy: boolean) => vi.stubGlobal('matchMedia', () => ({ matches: isRoomy, addEventListener: vi.fn(), removeEventListener: vi.fn() }))
const open = (address = '/rota') => {
  history.replaceState(null, '', address)
  return render(<LocationProvider><WeekPage /></LocationProvider>)
}
const focused = () => document.activeElement as HTMLElement
const press = (key: string) => fireEvent.keyDown(focused(), { key })

describe('the week on a phone', () => {
  beforeEach(() => seenAt(false))

  it('begins today, says who is there and where nobody is, and what to do about it', async () => {
    open()
    await screen.findByRole('heading', { name: 'Today, Monday 23 November' })
    const tuesday = screen.getByRole('heading', { name: 'Tomorrow, Tuesday 24 November' }).closest('section')!
    within(tuesday).getByText(/Nobody at the duty desk 1 pm to 5 pm/)
    within(tuesday).getByText('9 am to 1 pm.')
    screen.getByText(/Nobody at the duty desk: tomorrow, 1 pm to 5 pm/)
    screen.getByText(/Tell your team lead/)
    expect(screen.queryByRole('link', { name: /Put somebody there/ })).toBeNull()
    expect(screen.queryByText('Change the rota')).toBeNull()
    screen.getByRole('heading', { name: 'Saturday 28 November' })
    expect(screen.getAllByText('Closed')).toHaveLength(2)
  })

  it('leads a lead from a gap to the form, filled in', async () => {
    fake.on(rota, { body: week({ may_change: true }) })
    open()
    const link = await screen.findByRole('link', { name: /Put somebody there/ })
    const query = new URL(link.getAttribute('href')!, 'http://x').searchParams
    expect(Object.fromEntries(query)).toEqual({ team: teamId, desk: 'duty', from: '2026-11-24T13:00:00Z', until: '2026-11-24T17:00:00Z' })
    screen.getByText('Change the rota')
  })

  it('keeps the week that is shown while the next one is fetched, and says when it could not be had', async () => {
    open()
    await screen.findByRole('heading', { name: 'Today, Monday 23 November' })
    fake.on(rota, noSignal)
    fireEvent.click(screen.getByRole('button', { name: 'Later' }))
    screen.getByRole('heading', { name: 'Today, Monday 23 November' })
    await screen.findByText(/We could not get the rota/)
    expect(fake.asked(`${rota}?from=2026-11-30`)).toBe(1)
    screen.getByRole('heading', { name: 'Today, Monday 23 November' })
  })

  it('says the first small step where there is no rota yet, and who is meant by everybody', async () => {
    const members = ['a', 'b', 'c'].map((id) => turn(monday, { desk: 'shift', account_id: id, name: id, how: 'member', source_id: null }))
    fake.on(rota, { body: week({ may_change: true, warnings: [], days: [day(monday, { turns: members })] }) })
    const { unmount } = open()
    await screen.findByText('Everybody who is not away')
    await waitFor(() => expect(fake.asked(`GET /api/teams/${teamId}/rotations`)).toBe(1))
    expect(screen.queryByText('There is no rota yet')).toBeNull()
    unmount()
    fake.on(`GET /api/teams/${teamId}/rotations`, { body: { rotations: [], may_change: true } })
    open()
    await screen.findByText('There is no rota yet')
    expect(screen.getByRole('link', { name: 'Make a rotation' }).getAttribute('href')).toBe(`/rota/rotations/new?team=${teamId}`)
    screen.getByText('Everybody who is not away')
    screen.getByText('Nothing to mend in the next seven days.')
  })

  it('says who cannot be reached, and to oneself where to mend it', async () => {
    const span = { desk: 'duty' as const, begins: '2026-11-24T09:00:00Z', ends: '2026-11-24T17:00:00Z' }
    fake.on(rota, { body: week({ warnings: [
      { kind: 'not_ready', ...span, account_id: 'tom', name: 'Tom Osei' }, { kind: 'not_ready', ...span, account_id: asha.account_id, name: asha.name },
      { kind: 'no_lead', ...span, desk: null, account_id: null, name: null }] }) })
    open()
    await screen.findByText(/Messages may not reach Tom Osei \(tomorrow, 9 am\)/)
    expect(screen.getByRole('link', { name: 'Test your phone' }).getAttribute('href')).toBe('/devices')
    screen.getByText(/The team has no lead/)
  })
})

describe('the week as a table', () => {
  beforeEach(() => {
    seenAt(true)
    fake.on(rota, { body: week({ may_change: true, days: [...week().days.slice(0, 6), day('2026-11-29', { opening: [], turns: [turn('2026-11-29', { how: 'override', source_id: 'o1' })] })] }) })
  })

  it('is moved in by arrow keys, one cell in the row of tabs', async () => {
    open()
    await screen.findByRole('grid', { name: 'Rota of Riverside' })
    expect(fake.asked(`${rota}?from=${monday}`)).toBe(1)
    const cells = () => [...document.querySelectorAll<HTMLElement>('[data-place]')]
    expect(cells().filter(({ tabIndex }) => tabIndex === 0).map(({ dataset }) => dataset.place)).toEqual(['0.0'])
    cells()[0]!.focus()
    press('ArrowRight')
    press('ArrowDown')
    expect(focused().dataset.place).toBe('1.1')
    expect(cells().filter(({ tabIndex }) => tabIndex === 0)).toEqual([focused()])
    press('Home')
    expect(focused().dataset.place).toBe('1.0')
    press('PageDown')
    await waitFor(() => expect(fake.asked(`${rota}?from=2026-11-30`)).toBe(1))
  })

  it('opens what can be done at a desk on a day, and takes back somebody for once', async () => {
    open()
    await screen.findByRole('grid')
    fireEvent.click(document.querySelector('[data-place="0.1"]')!)
    const sheet = screen.getByRole('dialog', { name: 'Duty desk, Tuesday 24 November' })
    within(sheet).getByRole('link', { name: 'Put somebody there: duty desk, 1 pm to 5 pm' })
    within(sheet).getByRole('link', { name: 'Somebody else for Tom Osei, for once: duty desk, 9 am to 1 pm' })
    expect(within(sheet).getByRole('link', { name: 'Say that Tom Osei is away' }).getAttribute('href')).toContain('who=tom&on=2026-11-24')
    fireEvent.click(within(sheet).getByRole('button', { name: 'Close' }))
    await waitFor(() => expect(document.querySelector('dialog')).toBeNull())

    fake.on(`DELETE /api/teams/${teamId}/overrides/o1`, { status: 204 })
    fireEvent.click(document.querySelector('[data-place="0.6"]')!)
    fireEvent.click(await screen.findByRole('button', { name: /Take back: Tom Osei for this once/ }))
    await screen.findByText('Taken back.')
    expect(fake.written.map(({ what }) => what)).toEqual([`DELETE /api/teams/${teamId}/overrides/o1`])
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('offers a worker what is theirs: asking a colleague, and being away', async () => {
    fake.on(rota, { body: week({ days: [day(monday, { turns: [turn(monday, { account_id: asha.account_id, name: asha.name, is_mine: true })] })] }) })
    open()
    await screen.findByRole('grid')
    fireEvent.click(document.querySelector('[data-place="0.0"]')!)
    const sheet = screen.getByRole('dialog')
    expect(within(sheet).getByRole('link', { name: /Ask a colleague to take your turn/ }).getAttribute('href')).toBe('/rota/mine?ask=duty.2026-11-23T09%3A00%3A00Z')
    expect(within(sheet).getAllByRole('link')).toHaveLength(2)
  })
})
