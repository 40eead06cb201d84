import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { LocationProvider } from 'preact-iso'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { MyShifts, Swap } from '../shared/api-types'
import { session } from '../shared/session'
import { asha, noSignal } from '../shared/testing/answers'
import { AwayPage } from './AwayPage'
import { MinePage } from './MinePage'
import { day, FakeRota, shifts, teamId, turn, week } from './testing/fake'

let fake: FakeRota
const tom = { account_id: 'tom', name: 'Tom Osei' }
const me = { account_id: asha.account_id, name: asha.name }

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-23T10:00:00Z') })
  fake = new FakeRota()
  session.value = { state: 'signed-in', me: asha }
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const given = (more: Partial<MyShifts>) => fake.on('GET /api/my-shifts', { body: { ...shifts, ...more } })
const open = (address = '/rota/mine', Shown = MinePage) => {
  history.replaceState(null, '', address)
  return render(<LocationProvider><Shown /></LocationProvider>)
}
const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }))
const fill = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } })
const choose = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } })
const swap = (more: Partial<Swap> = {}): Swap => (
  { id: 's1', team_id: teamId, desk: 'duty', from_at: '2026-11-24T09:00:00Z', until_at: '2026-11-24T17:00:00Z', from: me, to: tom, answer: null, is_mine: true, ...more }
)

describe('my turns', () => {
  it('are grouped by day, and one can ask a colleague for one', async () => {
    open()
    await screen.findByRole('heading', { name: 'Tomorrow' })
    await press('Ask a colleague to take: tomorrow, Duty desk, 9 am to 5 pm')
    expect(document.activeElement).toBe(screen.getByLabelText('Who could take this turn?'))
    await press('Ask')
    expect(screen.getAllByText('Choose whom you ask.')).toHaveLength(2)
    choose('Who could take this turn?', 'tom')
    fake.on('PUT /api/swaps/', noSignal)
    await press('Ask')
    await screen.findByText(/We could not ask for this/)
    fake.on('PUT /api/swaps/', { status: 201, body: {} })
    await press('Ask')
    await screen.findByText('You have asked Tom Osei. We tell them now.')
    expect(fake.written[1]).toEqual(fake.written[0])
    expect(fake.written[0]!.body).toEqual({ team_id: teamId, desk: 'duty', from_at: '2026-11-24T09:00:00Z', until_at: '2026-11-24T17:00:00Z', to_account_id: 'tom' })
  })

  it('say so when there is none, and what is mended before the next', async () => {
    given({ turns: [], readiness: { confirmed_at: null, has_phone: false, is_ready: false } })
    open()
    await screen.findByText(/You have no turn in the next four weeks/)
    screen.getByText('Messages may not reach you in time.')
    expect(screen.getByRole('link', { name: 'Send a test to this phone' }).getAttribute('href')).toBe('/devices')
    expect(screen.getByRole('link', { name: 'Add a number' }).getAttribute('href')).toBe('/account')
  })

  it('open the question that the calendar led to', async () => {
    open('/rota/mine?ask=duty.2026-11-24T09%3A00%3A00Z')
    await screen.findByLabelText('Who could take this turn?')
  })
})

describe('swaps', () => {
  it('are answered', async () => {
    given({ swaps: [swap({ from: tom, to: me, is_mine: false })] })
    fake.on('PUT /api/swaps/s1/answer', { status: 204 })
    open()
    await screen.findByText('Tom Osei asks you to take a turn')
    await press(/^Yes, I take/)
    await screen.findByText('The turn is yours now.')
    expect(fake.written).toEqual([{ what: 'PUT /api/swaps/s1/answer', body: { answer: 'yes' } }])
  })

  it('are taken back while nobody has answered, and say the answer afterwards', async () => {
    given({ swaps: [swap(), swap({ id: 's2', answer: 'no' }), swap({ id: 's3', answer: 'taken_back' })] })
    fake.on('DELETE /api/swaps/s1', { status: 204 })
    open()
    await screen.findByText(/said no. The turn is still yours/)
    expect(screen.getAllByText('You asked Tom Osei')).toHaveLength(2)
    await press(/^Take back your question/)
    await screen.findByText('Taken back. The turn stays yours.')
  })
})

describe('time away', () => {
  beforeEach(() => {
    const mine = (on: string) => day(on, { turns: [turn(on, { account_id: asha.account_id, name: asha.name, is_mine: true })] })
    fake.on(`GET /api/teams/${teamId}/rota`, { body: week({ days: [mine('2026-11-24'), mine('2026-11-25')] }) })
  })

  it('says before saving who is missing then, and sends whole days with cover', async () => {
    open()
    await press('Say when you are away')
    await press('Save')
    expect(screen.getAllByText('Say which is the first day.')).toHaveLength(2)
    fill('First day away', '2026-11-24')
    expect(screen.getByLabelText<HTMLInputElement>('Last day away').value).toBe('2026-11-24')
    fill('Last day away', '2026-11-25')
    await screen.findByText('You have 2 turns meanwhile:')
    screen.getByText('Nobody at the duty desk 9 am to 5 pm: tomorrow and Wednesday.')
    choose('Who answers meanwhile?', 'tom')
    screen.getByText('Tom Osei takes them.')
    expect(screen.queryByText(/Nobody at the duty desk/)).toBeNull()
    fake.on('PUT /api/my-away/', { status: 409, body: { code: 'rota.cover_away', detail: 'Tom is away then.', fields: { cover_account_id: ['Tom is away then. Choose somebody else.'] } } })
    await press('Save')
    await screen.findByText('Tom is away then. Choose somebody else.')
    expect(screen.getByLabelText<HTMLInputElement>('Last day away').value).toBe('2026-11-25')
    fake.on('PUT /api/my-away/', { status: 201, body: {} })
    await press('Save')
    await screen.findByText('Saved.')
    expect(fake.written.at(-1)!.body).toEqual({ from_at: '2026-11-24T00:00:00Z', until_at: '2026-11-26T00:00:00Z', cover_account_id: 'tom' })
  })

  it('takes times on demand, and can be taken back', async () => {
    given({ away: [{ id: 'a1', ...me, from_at: '2026-12-01T00:00:00Z', until_at: '2026-12-04T00:00:00Z', cover: tom }] })
    fake.on('DELETE /api/my-away/a1', { status: 204 })
    open('/rota/mine?away=2026-11-24')
    await screen.findByLabelText('First day away')
    fireEvent.click(screen.getByLabelText('Only part of a day'))
    fill('From what time', '15:00')
    fill('Until what time', '13:00')
    await press('Save')
    await screen.findAllByText('The end is before the beginning. Choose a later one.')
    screen.getByText('Tom Osei answers meanwhile.')
    await press(/^Take back: away/)
    await screen.findByText('Taken back.')
  })

  it('is said by a lead for somebody, from the calendar', async () => {
    const lead = { ...asha, teams: [{ ...asha.teams[0]!, role: 'lead' }] }
    session.value = { state: 'signed-in', me: lead }
    fake.on(`PUT /api/teams/${teamId}/away/`, { status: 201, body: {} })
    open('/rota/away?who=tom&on=2026-11-24', AwayPage)
    await waitFor(() => expect(screen.getByLabelText<HTMLSelectElement>('Who is away?').value).toBe('tom'))
    await press('Save')
    await screen.findByText('Saved.')
    expect(fake.written[0]!.body).toMatchObject({ account_id: 'tom', from_at: '2026-11-24T00:00:00Z', cover_account_id: null })
  })

  it('of others is for leads alone', () => {
    open('/rota/away', AwayPage)
    screen.getByText('Only a team lead can change this.')
  })
})
