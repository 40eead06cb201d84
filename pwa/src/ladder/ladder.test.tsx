import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/preact'
import { LocationProvider } from 'preact-iso'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Ladder, LadderDraft, Ladders } from '../shared/api-types'
import { session } from '../shared/session'
import { asha } from '../shared/testing/answers'
import { LadderPage } from './LadderPage'
import { added, draftOf, fieldsOf, moved, ticked, without, withTeam } from './rules'
import { rest } from './use-preview'

const rung = (whom: Ladder['rungs'][number]['whom'], wait: number): Ladder['rungs'][number] =>
  ({ whom, team_id: null, wait_minutes: wait, channels: ['push', 'text', 'email'], next_channel_minutes: 5 })
const say = ({ rungs, repeat_minutes: again }: LadderDraft) => [...rungs.map((one, place) => `${place + 1}: ${one.whom} for ${one.wait_minutes}`), `again after ${again}`]
const ladder = (urgency: Ladder['urgency'], version = 0): Ladder => {
  const draft = { rungs: [rung('key_worker', 15), rung('on_shift', 15)], repeat_minutes: 10, repeat_longest_minutes: 60 }
  return { ...draft, urgency, version, preview: say(draft), warnings: [], made_by: null, made_at: null }
}

/** The service, in memory: two ladders with their versions. */
const service = { today: ladder('today'), few_days: ladder('few_days'), mayChange: true }
const answer = (body: unknown, status = 200) => Promise.resolve(new Response(JSON.stringify(body), { status }))
const serve = (path: string, init: RequestInit | undefined) => {
  const sent = JSON.parse((init?.body as string | undefined) ?? '{}') as LadderDraft & { version: number }
  if (init?.method === 'GET') {
    const { today, few_days, mayChange } = service
    return answer({ today, few_days, other_teams: [{ id: 'night', name: 'Night team' }], may_change: mayChange } satisfies Ladders)
  }
  if (sent.rungs.some((one) => one.wait_minutes < 1)) return answer({ code: 'http.bad_input', detail: 'Please check.', fields: { rungs: ['Wait at least one minute.'] } }, 422)
  if (init?.method === 'POST') return answer({ preview: say(sent), warnings: sent.rungs.length === 1 ? ['One step is little.'] : [] })
  const urgency = path.endsWith('/today') ? 'today' : 'few_days'
  if (sent.version !== service[urgency].version) return answer({ code: 'ladder.changed', detail: 'Changed meanwhile.' }, 409)
  service[urgency] = { ...sent, urgency, version: sent.version + 1, preview: say(sent), warnings: [], made_by: asha.name, made_at: '2026-11-23T10:00:00Z' }
  return answer(service[urgency])
}

beforeEach(() => {
  rest.after = 5
  Object.assign(service, { today: ladder('today'), few_days: ladder('few_days'), mayChange: true })
  vi.stubGlobal('fetch', vi.fn((path: string, init?: RequestInit) => serve(path, { method: 'GET', ...init })))
  session.value = { state: 'signed-in', me: asha }
})

const open = async () => {
  render(<LocationProvider><LadderPage /></LocationProvider>)
  fireEvent.click(await screen.findByRole('button', { name: 'Change: when somebody hopes to hear today' }))
}
const previewed = () => within(screen.getByRole('region', { name: 'What will happen' }))
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))

describe('the ladder', () => {
  it('is read by everybody and changed by a lead alone', async () => {
    service.mayChange = false
    render(<LocationProvider><LadderPage /></LocationProvider>)
    await screen.findByText('Only a team lead can change this.')
    expect(screen.getAllByText('1: key_worker for 15')).toHaveLength(2)
    expect(screen.queryByRole('button')).toBeNull()
  })

  it('changes its words as one changes its steps', async () => {
    await open()
    press('Move up: second step')
    screen.getByText('Moved. It is the first step now.')
    await waitFor(() => previewed().getByText('1: on_shift for 15'))
    press('Remove: second step')
    await waitFor(() => previewed().getByText('One step is little.'))
    press('Add a step')
    fireEvent.change(screen.getAllByLabelText('Whom')[1]!, { target: { value: 'other_team' } })
    screen.getByLabelText('Which team')
    fireEvent.input(screen.getAllByLabelText('Then wait, in minutes')[1]!, { target: { value: '' } })
    await waitFor(() => previewed().getByText('Wait at least one minute.'))
  })

  it('saves with the version that was read', async () => {
    await open()
    fireEvent.input(screen.getAllByLabelText('Then wait, in minutes')[0]!, { target: { value: '20' } })
    press('Save')
    await screen.findByText('Saved. The next request goes this way.')
    screen.getByText('1: key_worker for 20')
    expect(service.today.version).toBe(1)
  })

  it('shows what a colleague wrote meanwhile beside one’s own, and loses neither', async () => {
    await open()
    fireEvent.input(screen.getAllByLabelText('Then wait, in minutes')[0]!, { target: { value: '20' } })
    const theirs = { ...service.today, rungs: [rung('duty', 5)] }
    service.today = { ...theirs, version: 1, preview: say(theirs), made_by: 'Grace Lee', made_at: '2026-11-23T10:00:00Z' }
    press('Save')
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toContain('Grace Lee wrote another one')
    within(alert).getByText('1: duty for 5')
    expect((screen.getAllByLabelText('Then wait, in minutes')[0] as HTMLInputElement).value).toBe('20')
    press('Save mine in its place')
    await screen.findByText('Saved. The next request goes this way.')
    expect([service.today.version, service.today.rungs[0]!.wait_minutes]).toEqual([2, 20])
  })

  it('can take theirs instead', async () => {
    await open()
    const theirs = { ...service.today, rungs: [rung('duty', 5)] }
    service.today = { ...theirs, version: 1, preview: say(theirs), made_by: 'Grace Lee', made_at: '2026-11-23T10:00:00Z' }
    press('Save')
    await screen.findByRole('alert')
    press('Take theirs, drop mine')
    await screen.findByText('1: duty for 5')
    expect(service.today.version).toBe(1)
    await act(() => Promise.resolve())
  })
})

it('moves, adds and removes without losing a key', () => {
  const fields = fieldsOf(ladder('today'))
  expect(moved(fields, 0, -1)).toBe(fields)
  expect(moved(fields, 0, 1).rungs.map(({ key }) => key)).toEqual([1, 0])
  expect(added(without(fields, 0)).rungs.map(({ key }) => key)).toEqual([1, 2])
  expect(draftOf({ ...fields, repeat: '1x' }).repeat_minutes).toBe(0)
  expect(ticked(['email'], 'push', true)).toEqual(['push', 'email'])
  expect(withTeam('other_team', null, [{ id: 'night' }])).toEqual({ whom: 'other_team', team_id: 'night' })
})
