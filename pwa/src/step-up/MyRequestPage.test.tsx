import { screen, waitFor } from '@testing-library/preact'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { MyRequestPage } from './MyRequestPage'
import { ok, problem, serve, show, type Answer } from './testing/show'
import { after, alex, closedTeam, entry, may, promise, standing, view } from './testing/views'

let answer: Answer
const open = () => {
  const sent = serve((path, { method }) => (method === 'GET' && path === '/api/step-ups/q1' ? answer : method === 'PUT' ? ok(view()) : undefined))
  show(MyRequestPage, '/my-requests/:id', '/my-requests/q1', alex)
  return sent
}
const headline = (name: RegExp | string) => screen.findByRole('heading', { level: 2, name })
const news = () => dispatchEvent(new Event('online'))

describe('my request', () => {
  it('says that nobody has answered, whom we told, whom we tell next, and that we go on', async () => {
    answer = ok(view({ next_telling: { whom: 'on_shift', at: new Date(Date.now() + 600_000).toISOString(), is_again: false } }))
    open()
    await headline('Nobody has answered yet')
    expect(screen.getByText(/We told Asha at .* Next we tell the whole team at .* We will not stop\./)).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Ring 999' })).toBeTruthy()
    expect(screen.getByRole<HTMLAnchorElement>('link', { name: 'Use my plan' }).pathname).toBe('/my-plan/use')
  })

  it('shows the promise as soon as there is one, in a region that is read out', async () => {
    answer = ok(view())
    const sent = open()
    await headline('Nobody has answered yet')
    answer = ok(view({ state: 'acknowledged', version: 2, promise, standing: standing('promised') }), '"2"')
    news()
    const said = await headline(/Asha will ring you by 3 pm/)
    expect(said.closest('[role=status]')).toBeTruthy()
    expect(screen.getByText('I am glad you wrote.')).toBeTruthy()
    expect(sent[0]?.headers.get('Waymark-Polling')).toBeNull()
    expect(sent[1]?.headers.get('Waymark-Polling')).toBe('1')
    expect(sent[1]?.headers.get('If-None-Match')).toBe('"1"')
  })

  it('keeps what it showed, and says from when it is, when the service is not reached', async () => {
    answer = ok(view())
    open()
    await headline('Nobody has answered yet')
    answer = 'no signal'
    news()
    expect(await screen.findByText(/Not connected. What you see is from/)).toBeTruthy()
    expect(screen.getByRole('heading', { name: 'Nobody has answered yet' })).toBeTruthy()
    answer = { status: 304, body: null }
    news()
    await waitFor(() => expect(screen.queryByText(/Not connected/)).toBeNull())
  })

  it('is honest about a promise that was not kept', async () => {
    answer = ok(view({ promise: { ...promise, is_missed: true }, standing: standing('missed') }))
    open()
    await headline('Asha could not keep to that time')
    expect(screen.getByText(/We are sorry. We are asking again now./)).toBeTruthy()
  })

  it('says when a closed team will see it, and whom to ring', async () => {
    answer = ok(view({ team: closedTeam, told: [], standing: standing('closed_now'), next_telling: { whom: 'opening', at: '2026-11-24T09:00:00Z', is_again: false } }))
    open()
    await headline('Your team is not here now')
    expect(screen.getByText(/at 9 am. Then we tell Asha. We have your request./)).toBeTruthy()
    expect(screen.getAllByRole('link', { name: 'Ring 01632 960999' }).length).toBeGreaterThan(0)
  })

  it('says so when nobody could be reached', async () => {
    answer = ok(view({ told: [], standing: standing('unreached'), timeline: [entry('sent', 0), entry('nobody_reachable', 1)] }))
    open()
    await headline('We have not reached anybody yet')
  })

  it('says that it was opened, and that this is no answer', async () => {
    answer = ok(view({ standing: standing('seen', { since: after(7) }) }))
    open()
    await headline('Nobody has answered yet')
    expect(screen.getByText(/Asha opened it at .* and has not answered yet\./)).toBeTruthy()
  })

  it('says which team helps while her own one is away, and what they see', async () => {
    answer = ok(view({ team: closedTeam, standing: standing('helped_by', { whom: 'other_team', names: ['Nia Rees'], team: 'Hillside Team' }) }))
    open()
    await headline('Hillside Team is helping now')
    expect(screen.getByText(/We told Nia from Hillside Team at/)).toBeTruthy()
    expect(screen.getByText(/They see your name and this request, and nothing else of yours\./)).toBeTruthy()
  })

  it('says kindly that there is no such request', async () => {
    answer = problem(404, 'http.not_found', 'We could not find that request.')
    open()
    expect(await screen.findByText(/We cannot find this request/)).toBeTruthy()
    expect(screen.getByRole('link', { name: 'See my requests' })).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull()
  })

  it('asks afterwards how it was, and can be opened again', async () => {
    answer = ok(view({ state: 'closed', standing: standing('closed'), may: may('afterwards', 'reopen'), closed_at: after(60), reopen_until: after(60 * 73), timeline: [entry('closed', 60, { by: 'Asha Begum' })] }))
    const sent = open()
    await headline('This request is closed')
    expect(screen.getByRole('link', { name: 'How was it?' })).toBeTruthy()
    await userEvent.click(screen.getByText('Open it again', { selector: 'summary *' }))
    answer = ok(view())
    await userEvent.click(screen.getByRole('button', { name: 'Open it again' }))
    await headline('Nobody has answered yet')
    expect(sent.some(({ method, path }) => method === 'PUT' && path.startsWith('/api/step-ups/q1/reopenings/'))).toBe(true)
  })
})
