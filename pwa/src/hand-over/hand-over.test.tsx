import { fireEvent, render, screen, within } from '@testing-library/preact'
import { LocationProvider, Route, Router } from 'preact-iso'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Holdings } from '../shared/api-types'
import { session } from '../shared/session'
import { answerWith, asha } from '../shared/testing/answers'
import { HandOverPage } from './HandOverPage'
import { asked, emptyPlan, openThings, preview, refusedBecause } from './rules'

const teamId = asha.teams[0]!.id
const [tom, grace] = ['tom', 'grace'].map((id) => ({ account_id: id, name: id === 'tom' ? 'Tom Osei' : 'Grace Lee', role: 'worker', is_away: id === 'tom' }))
const held: Holdings = {
  account_id: 'asha', name: 'Asha Begum', role: 'worker', team_id: teamId, team_name: 'Riverside', may_change: true, is_me: false, is_last_lead: false, let_go_at: null,
  people: [{ record_id: 'r1', preferred_name: 'Alex' }, { record_id: 'r2', preferred_name: 'Sam' }],
  requests: [{ step_up_id: 's1', record_id: 'r1', person_name: 'Alex', how: 'promise', promise_ends_at: '2026-11-23T15:00:00Z' }],
  places: [
    { id: 'p1', kind: 'rotation', desk: 'duty', name: 'Duty', begins: null, ends: null, other: null, may_end: true },
    { id: 'p2', kind: 'cover', desk: null, name: '', begins: '2026-11-24T09:00:00Z', ends: '2026-11-28T17:00:00Z', other: { account_id: 'tom', name: 'Tom Osei' }, may_end: false },
  ],
  devices: 1, looks_after_carers: true, colleagues: [tom!, grace!],
}
const table: Record<string, { status?: number; body?: unknown } | Error> = {}
const address = `GET /api/teams/${teamId}/members/asha/hand-over`
const show = () => {
  history.replaceState(null, '', `/team/members/asha/hand-over?team=${teamId}`)
  return render(<LocationProvider><Router><Route path="/team/members/:accountId/hand-over" component={HandOverPage} /><Route default component={HandOverPage} /></Router></LocationProvider>)
}
const puts = () => vi.mocked(fetch).mock.calls.filter(([, init]) => init?.method === 'PUT')
const previewed = () => within(screen.getByRole('region', { name: 'What will happen' }))
const choose = (label: string | RegExp, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } })

beforeEach(() => {
  for (const key of Object.keys(table)) delete table[key]
  table[address] = { body: held }
  const answer = answerWith(table)
  const answered = answer.getMockImplementation()!
  answer.mockImplementation((path, init) => {
    if (init?.method !== 'PUT' || table.PUT === undefined) return answered(path, init)
    const { status = 201, body } = table.PUT as { status?: number; body?: unknown }
    return Promise.resolve(new Response(JSON.stringify(body), { status }))
  })
  session.value = { state: 'signed-in', me: asha }
})

describe('handing over', () => {
  it('from a colleague who no longer gets in takes their work, and lets them go no second time', async () => {
    table[address] = { body: { ...held, let_go_at: '2026-11-22T09:00:00Z' } }
    show()
    await screen.findByText(/Asha Begum no longer gets in\. This is what still rests on them in Riverside/)
    expect(screen.queryByLabelText('Asha Begum leaves Riverside')).toBeNull()
    choose('Who takes everything?', 'grace')
    previewed().getByText('Grace Lee becomes key worker for Alex. Alex is told.')
  })

  it('lists everything and says in words what will happen, before it does', async () => {
    show()
    await screen.findByRole('heading', { name: 'Hand over from Asha Begum' })
    for (const heading of ['Key worker for 2 people', 'Open requests', 'In the rota']) screen.getByRole('heading', { name: heading })
    previewed().getByText('Nothing yet. Choose who takes something over.')
    choose('Who takes everything?', 'grace')
    previewed().getByText('Grace Lee becomes key worker for Alex. Alex is told.')
    previewed().getByText('Grace Lee is asked first to answer the request of Alex, and the promise ends. Alex sees it.')
    choose('Who takes Alex?', 'tom')
    previewed().getByText('Tom Osei becomes key worker for Alex. Alex is told.')
    previewed().getByText(/^Tom Osei is asked first to answer the request of Alex/)
    choose('Who takes the place in “Duty”?', 'ends')
    previewed().getByText('The place in “Duty” ends. The others take more turns: look at the rota afterwards.')
    expect(puts()).toHaveLength(0)
  })

  it('sends it once, and says what was done', async () => {
    table.PUT = { status: 201, body: { id: 'h', account_id: 'asha', people: 2, requests: 1, places: 2, left: true, made_at: '2026-11-23T14:00:00Z' } }
    show()
    fireEvent.click(await screen.findByLabelText('Asha Begum leaves Riverside'))
    choose('Who takes everything?', 'grace')
    fireEvent.click(screen.getByRole('button', { name: 'Hand over, and let Asha Begum go' }))
    await screen.findByText('2 people, 1 request and 2 places in the rota went to colleagues. They have been told.')
    screen.getByText('Asha Begum is no longer in Riverside.')
    const [[path, init]] = puts() as [[string, RequestInit]]
    expect(path).toMatch(new RegExp(`^/api/teams/${teamId}/hand-overs/[0-9a-f-]{36}$`))
    expect(JSON.parse(init.body as string)).toEqual({ account_id: 'asha', leaves: true, to: { all: 'grace', people: {}, requests: {}, places: {} } })
  })

  it('shows the newest list when something changed meanwhile', async () => {
    table.PUT = { status: 409, body: { code: 'hand_over.changed', detail: 'What they hold has changed in the meantime.' } }
    show()
    await screen.findByRole('heading', { name: 'Hand over from Asha Begum' })
    choose('Who takes everything?', 'grace')
    fireEvent.click(screen.getByRole('button', { name: 'Hand over' }))
    fireEvent.click(await screen.findByRole('button', { name: 'Look at the newest list' }))
    expect(vi.mocked(fetch).mock.calls.filter(([, init]) => (init?.method ?? 'GET') === 'GET')).toHaveLength(2)
  })

  it('shows a worker what rests on them, without a form', async () => {
    table[address] = { body: { ...held, may_change: false, is_me: true } }
    show()
    await screen.findByRole('heading', { name: 'What you hold' })
    screen.getByText(/^You promised to answer by .*3 pm\.$/)
    expect(screen.queryByRole('button')).toBeNull()
  })
})

describe('the rules', () => {
  it('leave nothing without somebody', () => {
    expect(refusedBecause(held, emptyPlan)).toBe('Choose who takes something over first.')
    expect(refusedBecause(held, { ...emptyPlan, leaves: true, each: { r1: 'tom' } })).toMatch(/^Nobody takes Sam, the place in “Duty” and covering for Tom Osei/)
    expect(refusedBecause(held, { ...emptyPlan, leaves: true, all: 'grace' })).toBeNull()
    expect(refusedBecause({ ...held, is_last_lead: true }, { ...emptyPlan, leaves: true, all: 'grace' })).toMatch(/only lead/)
    expect(refusedBecause(held, { ...emptyPlan, all: 'tom' })).toBe('Tom Osei is away then and cannot cover for themselves. Choose somebody else.')
    expect(openThings(held, { ...emptyPlan, each: { r1: 'tom' } })).not.toContain('the request of Alex')
  })

  it('say what stays, and send only what was chosen by itself', () => {
    const plan = { ...emptyPlan, each: { r1: 'tom', p1: 'ends' } }
    expect(preview(held, plan).at(-1)).toBe('2 things stay with Asha Begum.')
    expect(asked(held, plan).to).toEqual({ all: null, people: { r1: 'tom' }, requests: {}, places: { p1: null } })
  })
})
