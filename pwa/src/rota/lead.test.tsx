import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { LocationProvider, Route, Router } from 'preact-iso'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { session } from '../shared/session'
import { asha, noSignal } from '../shared/testing/answers'
import { HoursPage } from './HoursPage'
import { OverridePage } from './OverridePage'
import { RotationPage } from './RotationPage'
import { RotationsPage } from './RotationsPage'
import { FakeRota, hours, rotation, teamId, week } from './testing/fake'

let fake: FakeRota
const team = `/api/teams/${teamId}`

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-22T10:00:00Z') })
  fake = new FakeRota()
  fake.on(`GET ${team}/rota`, { body: week({ may_change: true }) })
  session.value = { state: 'signed-in', me: { ...asha, teams: [{ ...asha.teams[0]!, role: 'lead' }] } }
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const open = (address: string) => {
  history.replaceState(null, '', address)
  return render(
    <LocationProvider>
      <Router>
        {[
          <Route key="one" path="/rota/rotations/:id" component={RotationPage} />, <Route key="all" path="/rota/rotations" component={RotationsPage} />,
          <Route key="once" path="/rota/override" component={OverridePage} />, <Route key="hours" path="/rota/hours" component={HoursPage} />,
        ]}
      </Router>
    </LocationProvider>,
  )
}
const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }))
const fill = (label: string | RegExp, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } })
const choose = (label: string | RegExp, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } })

describe('rotations', () => {
  it('are listed in words', async () => {
    open('/rota/rotations')
    await screen.findByRole('link', { name: 'Duty week' })
    screen.getByText(/First Tom Osei, then Asha Begum, then Tom Osei again. Begins on tomorrow/)
  })

  it('are made: names in order by buttons, gaps and turns said before, and what lacks at its field', async () => {
    open('/rota/rotations/new')
    await press('Save the rotation')
    await screen.findAllByText('Add at least one person who takes turns.')
    for (const id of ['tom', asha.account_id, 'grace']) {
      choose('Add somebody', id)
      await press('Add')
    }
    await press('Move up: Grace Lee, place 3')
    await screen.findByText('Grace Lee is now 2 of 3.')
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('Move up: Grace Lee, place 2'))
    await press('Remove: Asha Begum, place 3')
    fill('What do you call it?', 'Duty week')
    fill('Until what time?', '13:00')
    screen.getByText(/First Tom Osei, then Grace Lee, then Tom Osei again/)
    expect(screen.getAllByText(/, from /)).toHaveLength(4)
    screen.getByText('This leaves times with nobody there')
    screen.getByText('Nobody at the duty desk: Tuesday, 1 pm to 5 pm.')
    fill('Until what time?', '17:00')
    expect(screen.queryByText('This leaves times with nobody there')).toBeNull()
    fake.on(`PUT ${team}/rotations/`, { status: 201, body: rotation })
    await press('Save the rotation')
    await waitFor(() => expect(location.pathname).toBe('/rota/rotations'))
    expect(fake.written[0]!.body).toEqual({
      desk: 'duty', name: 'Duty week', begins_on: '2026-11-23', ends_on: null, turn_days: 7, hands_over_at: '09:00',
      weekdays: [0, 1, 2, 3, 4], begins: '09:00', ends: '17:00', places: ['tom', 'grace'], made_at: null,
    })
  })

  it('keep what was typed when a colleague changed it meanwhile, and show both', async () => {
    open('/rota/rotations/r1')
    await screen.findByLabelText('What do you call it?')
    fill('What do you call it?', 'My name for it')
    const theirs = { ...rotation, name: 'Their name', made_at: '2026-11-22T09:59:00Z' }
    fake.on(`PUT ${team}/rotations/r1`, { status: 409, body: { code: 'rota.changed', detail: 'A colleague changed it.' } })
    fake.on(`GET ${team}/rotations`, { body: { rotations: [theirs], may_change: true } })
    await press('Save the rotation')
    await screen.findByText('A colleague changed it meanwhile')
    screen.getByText('Their name')
    screen.getByText('My name for it')
    fake.on(`PUT ${team}/rotations/r1`, { body: theirs })
    await press('Save what I wrote')
    await waitFor(() => expect(fake.written).toHaveLength(2))
    expect(fake.written[1]!.body).toMatchObject({ name: 'My name for it', made_at: theirs.made_at })
  })

  it('are not written by who may not', async () => {
    fake.on(`GET ${team}/rotations`, { body: { rotations: [rotation], may_change: false } })
    open('/rota/rotations/r1')
    await screen.findByText('Only a team lead can change this.')
  })
})

describe('somebody for once', () => {
  const gap = `/rota/override?team=${teamId}&desk=duty&from=2026-11-24T13:00:00Z&until=2026-11-24T17:00:00Z`

  it('opens filled in from a gap, says what it means, and sends its exact instants', async () => {
    open(gap)
    await screen.findByLabelText('Who?')
    expect([screen.getByLabelText<HTMLInputElement>('Day').value, screen.getByLabelText<HTMLInputElement>('From what time').value]).toEqual(['2026-11-24', '13:00'])
    await press('Save')
    expect(screen.getAllByText('Choose who it is.')).toHaveLength(2)
    choose('Who?', 'grace')
    screen.getByText('Grace Lee is at the duty desk: Tuesday, 1 pm to 5 pm.')
    fake.on(`PUT ${team}/overrides/`, noSignal)
    await press('Save')
    await screen.findByText(/What you wrote is still here/)
    fake.on(`PUT ${team}/overrides/`, { status: 201, body: {} })
    await press('Save')
    await waitFor(() => expect(location.pathname).toBe('/rota'))
    expect(fake.written[0]!.what).toBe(fake.written[1]!.what)
    expect(fake.written[1]!.body).toEqual({ desk: 'duty', account_id: 'grace', instead_of: null, from_at: '2026-11-24T13:00:00Z', until_at: '2026-11-24T17:00:00Z' })
  })

  it('can be instead of whoever is there then', async () => {
    open('/rota/override?desk=duty&on=2026-11-23')
    choose(await screen.findByLabelText('Who?').then(() => 'Who?'), 'grace')
    fireEvent.click(screen.getByLabelText('Instead of Tom Osei'))
    screen.getByText(/Tom Osei is free then/)
    fake.on(`PUT ${team}/overrides/`, { status: 422, body: { code: 'http.invalid', detail: 'Look again.', fields: { account_id: ['Grace is away then.'] } } })
    await press('Save')
    await screen.findByText('Grace is away then.')
    expect(fake.written[0]!.body).toMatchObject({ instead_of: 'tom' })
  })
})

describe('opening hours', () => {
  it('are changed day by day, and what is wrong is said', async () => {
    open('/rota/hours')
    await press('Add a time on Saturday')
    fireEvent.input(document.getElementById('closes-5-0')!, { target: { value: '' } })
    await press('Save the week')
    await screen.findByText(/^Saturday: Say when it opens and closes/)
    fireEvent.input(document.getElementById('closes-5-0')!, { target: { value: '13:00' } })
    await press('Remove time 1 on Monday')
    fake.on(`PUT ${team}/hours`, { body: hours })
    await press('Save the week')
    await screen.findByText('The week is saved.')
    expect(fake.written[0]!.body.spans).toEqual([
      ...[1, 2, 3, 4].map((weekday) => ({ weekday, opens: '09:00', closes: '17:00' })), { weekday: 5, opens: '09:00', closes: '13:00' }])
  })

  it('are not written over when a colleague saved others meanwhile', async () => {
    open('/rota/hours')
    await press('Saturday: as the day before')
    fake.on(`GET ${team}/hours`, { body: { ...hours, keeps_bank_holidays: false } })
    fake.on(`PUT ${team}/hours`, { body: hours })
    await press('Save the week')
    await screen.findByText('A colleague changed the hours meanwhile')
    expect(fake.written).toEqual([])
    await press('Save what I wrote')
    await screen.findByText('The week is saved.')
    expect((fake.written[0]!.body.spans as unknown[]).at(-1)).toEqual({ weekday: 5, opens: '09:00', closes: '17:00' })
  })

  it('have days that differ: added, and taken back', async () => {
    fake.on(`PUT ${team}/days/2026-12-31`, { body: {} })
    fake.on(`DELETE ${team}/days/2026-12-24`, { status: 204 })
    open('/rota/hours')
    await screen.findByText(/Thursday 24 December: 9 am to 1 pm. \(Christmas Eve\)/)
    screen.getByText('Friday 25 December: Christmas Day, closed')
    await press('Add a day with other hours')
    await press('Save the day')
    await screen.findAllByText('Say why in a few words.')
    fill('Which day?', '2026-12-31')
    fill('Why? People see this.', 'Training day')
    await press('Save the day')
    await screen.findByText('The day is saved.')
    expect(fake.written[0]!.body).toEqual({ spans: [], words: 'Training day' })
    await press('Usual hours again: Thursday 24 December')
    await screen.findByText('The usual hours hold again.')
  })

  it('can be read by who may not change them', async () => {
    fake.on(`GET ${team}/hours`, { body: { ...hours, may_change: false } })
    open('/rota/hours')
    await screen.findByText('Monday to Friday: 9 am to 5 pm')
    screen.getByText('Closed on bank holidays.')
    expect(screen.queryByRole('button', { name: 'Save the week' })).toBeNull()
  })
})
