import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact'
import { LocationProvider, Route, Router } from 'preact-iso'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Goal } from '../shared/api-types'
import { forgetDraft, readDraft } from '../shared/device/drafts'
import { session } from '../shared/session'
import { alex, answerWith, noSignal } from '../shared/testing/answers'
import { goal, goalsOf, score, step } from '../shared/testing/goals'
import { ChangeGoalPage } from './ChangeGoalPage'
import { GoalPage } from './GoalPage'
import { GoalsPage } from './GoalsPage'
import { NewGoalPage } from './NewGoalPage'

type Reply = { status?: number; body?: unknown } | Error
const record = `/api/records/${alex.record_id ?? ''}`
const list = `GET ${record}/goals`
const table: Record<string, Reply> = {}
/** What the next writes are answered with; the last one stays. */
let puts: Reply[] = []

beforeEach(() => {
  for (const key of Object.keys(table)) Reflect.deleteProperty(table, key)
  puts = []
  const next = () => (puts.length > 1 ? puts.shift() : puts[0])
  answerWith(new Proxy(table, { get: (all, key: string) => (key.startsWith('PUT ') ? next() : all[key]) }))
  session.value = { state: 'signed-in', me: alex }
})
afterEach(async () => {
  cleanup()
  for (const key of ['goal-new', 'goal-g1']) await forgetDraft(alex.account_id, key)
})

const open = (path: string) => {
  history.replaceState(null, '', path)
  return render(
    <LocationProvider>
      <Router>
        <Route path="/goals" component={GoalsPage} />
        <Route path="/goals/new" component={NewGoalPage} />
        <Route path="/goals/:id" component={GoalPage} />
        <Route path="/goals/:id/change" component={ChangeGoalPage} />
      </Router>
    </LocationProvider>,
  )
}
const there = (...goals: Goal[]) => (table[list] = { body: goalsOf(...goals) })
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }))
const type = (label: string | RegExp, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } })
const sent = () => vi.mocked(fetch).mock.calls.filter(([, init]) => init?.method === 'PUT').map(([path, init]) => ({ path: path as string, body: JSON.parse(init!.body as string) as Record<string, unknown> }))
const question = 'What would you like to do or change?'

describe('all goals', () => {
  it('invites the first small step while there is none', async () => {
    there()
    open('/goals')
    await screen.findByText(/A first small step/)
    expect(screen.getByRole('link', { name: 'Write a goal' }).getAttribute('href')).toBe('/goals/new')
  })

  it('shows what is going on first, then what is suggested, rests, or is over; what was let go is folded', async () => {
    there(
      goal('over', { status: 'let_go' }), goal('done', { status: 'finished' }), goal('rest', { status: 'paused' }),
      goal('asha', { status: 'suggested', suggested_by: 'Asha Begum' }), goal('mine', { is_private: true }),
    )
    open('/goals')
    await screen.findByText('Goal mine')
    expect(screen.getAllByRole('heading').map((heading) => heading.textContent))
      .toEqual(['Goals', 'Goal mine', 'Suggested to you', 'Goal asha', 'Resting', 'Goal rest', 'Done', 'Goal done'])
    screen.getByText('Only you see this.')
    expect(screen.getByText('One that you let go').closest('details')!.open).toBe(false)
  })

  it('says how near and what comes next, and nothing about what was not done', async () => {
    const change = { by: 2, is_reliable: false, words: 'up by 2 since March' }
    there(goal('g1', { tracked: 1, change, scores: [score('1', 2), score('2', 4)], steps: [step('a', 0, { is_done: true }), step('b', 1)] }))
    open('/goals')
    await screen.findByText('Next: Step b')
    screen.getByText('How near am I? 4 out of 10, up by 2 since March')
  })

  it('makes a suggestion hers only when she takes it', async () => {
    there(goal('g1', { status: 'suggested', suggested_by: 'Asha Begum' }))
    puts = [{ body: goal('g1', { suggested_by: 'Asha Begum' }) }]
    open('/goals')
    await screen.findByText('Asha Begum suggests this.')
    await press('Take it: Goal g1')
    await waitFor(() => expect(screen.queryByText('Suggested to you')).toBeNull())
    screen.getByText('Goal g1')
    expect(sent()[0]!.body).toEqual({ to: 'active', words: '' })
  })
})

describe('a new goal', () => {
  it('needs nothing but its words', async () => {
    there()
    open('/goals/new')
    await press('Save')
    expect(within(screen.getByRole('alert')).getByText(/A few words are enough/)).toBeTruthy()
    expect(sent()).toHaveLength(0)
    type(question, ' Grow beans. ')
    puts = [{ status: 201, body: goal('new') }]
    await press('Save')
    await waitFor(() => expect(location.pathname).toMatch(/^\/goals\/[0-9a-f-]{36}$/))
    expect(sent().map(({ body }) => body)).toEqual([{
      words: 'Grow beans.', why: '', area: null, helper: '', target_on: null, is_private: false, version: 0, is_new_goal: null,
    }])
    expect(await readDraft(alex.account_id, 'goal-new')).toBeNull()
  })

  it('takes a first step with it, and its part of life, who helps, a day, and who sees it', async () => {
    there()
    puts = [{ status: 201, body: goal('new') }]
    open('/goals/new')
    await screen.findByText('Leisure')
    type(question, 'Grow beans.')
    type(/first small step/, 'Buy seeds')
    type('Who helps you with it?', 'Jo')
    type('By when?', '2026-12-24')
    fireEvent.change(screen.getByLabelText('Which part of your life is it about?'), { target: { value: 'leisure' } })
    fireEvent.click(screen.getByLabelText('Only me'))
    await press('Save')
    await waitFor(() => expect(sent()).toHaveLength(2))
    expect(sent()[0]!.body).toMatchObject({ area: 'leisure', helper: 'Jo', target_on: '2026-12-24', is_private: true })
    expect(sent()[1]!.path).toContain(`${sent()[0]!.path}/steps/`)
    expect(sent()[1]!.body).toMatchObject({ words: 'Buy seeds', version: 0, is_done: false })
  })

  it('keeps its words when there is no signal, and tries again as the same goal', async () => {
    there()
    const { unmount } = open('/goals/new')
    type(question, 'Grow beans.')
    puts = [noSignal]
    await press('Save')
    await screen.findByText(/Your words are still here/)
    await waitFor(async () => expect(await readDraft(alex.account_id, 'goal-new')).not.toBeNull())
    unmount()
    open('/goals/new')
    await screen.findByText(/We kept your words/)
    puts = [{ body: goal('new') }]
    await press('Save')
    await waitFor(() => expect(sent()).toHaveLength(2))
    expect(sent()[1]).toEqual(sent()[0])
  })

  it('puts in the newer words when the first answer was lost', async () => {
    there()
    open('/goals/new')
    type(question, 'Grow beans.')
    puts = [noSignal]
    await press('Save')
    await screen.findByText(/Your words are still here/)
    const id = sent()[0]!.path.split('/').at(-1)!
    there(goal(id, { version: 1 }))
    type(question, 'Grow beans and peas.')
    puts = [{ status: 409, body: { code: 'goals.changed', detail: 'It was changed.' } }, { body: goal(id, { version: 2 }) }]
    await press('Save')
    await waitFor(() => expect(location.pathname).toBe(`/goals/${id}`))
    expect(sent().at(-1)!.body).toMatchObject({ words: 'Grow beans and peas.', version: 1 })
  })
})

describe('other words', () => {
  const followed = goal('g1', { version: 3, tracked: 1, scores: [score('1', 4)] })

  it('ask whether it is still the same goal, and say what comes of either', async () => {
    there(followed)
    puts = [{ body: { ...followed, version: 4, words: 'Grow peas.', baseline: 2 } }]
    open('/goals/g1/change')
    await screen.findByDisplayValue('Goal g1')
    expect(screen.queryByText('Is it still the same goal?')).toBeNull()
    type(question, 'Grow peas.')
    screen.getByText('Your answers from 0 to 10 begin anew. The old ones are kept.')
    await press('Save')
    within(screen.getByRole('alert')).getByText('Say whether it is still the same goal.')
    fireEvent.click(screen.getByLabelText('No, a new goal'))
    await press('Save')
    await waitFor(() => expect(location.pathname).toBe('/goals/g1'))
    expect(sent()[0]!.body).toMatchObject({ words: 'Grow peas.', version: 3, is_new_goal: true })
  })

  it('show both versions when another device was faster, and she chooses', async () => {
    there(followed)
    open('/goals/g1/change')
    await screen.findByDisplayValue('Goal g1')
    type('Why does it matter to you? (if you like)', 'From the phone.')
    there({ ...followed, version: 4, why: 'From the tablet.' })
    puts = [{ status: 409, body: { code: 'goals.changed', detail: 'It was changed.' } }, { body: { ...followed, version: 5 } }]
    await press('Save')
    await screen.findByRole('heading', { name: 'This goal was changed in the meantime' })
    screen.getByText(/From the tablet\./)
    screen.getByText(/From the phone\./)
    await press('Keep what I have written here')
    await waitFor(() => expect(location.pathname).toBe('/goals/g1'))
    expect(sent().at(-1)!.body).toMatchObject({ why: 'From the phone.', version: 4 })
  })

  it('leave who sees it alone', async () => {
    there({ ...followed, is_private: true })
    puts = [{ body: followed }]
    open('/goals/g1/change')
    await screen.findByDisplayValue('Goal g1')
    await press('Save')
    await waitFor(() => expect(sent()).toHaveLength(1))
    expect(sent()[0]!.body).toMatchObject({ is_private: true, is_new_goal: null })
  })
})
