import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact'
import { LocationProvider, Route, Router } from 'preact-iso'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Goals } from '../shared/api-types'
import { session } from '../shared/session'
import { alex, answerWith, asha } from '../shared/testing/answers'
import { goal, goalsOf, score, step } from '../shared/testing/goals'
import { pace } from '../shared/use-watched'
import { TheirGoalsPage } from './TheirGoalsPage'

const table: Record<string, { status?: number; body?: unknown } | Error> = {}
const hidden: Goals = { goals: [], may_add: false, may_change: false, areas: [] }
const shared = { ...goalsOf(goal('g1', { by: 'Alex', tracked: 1, scores: [score('1', 4)], steps: [step('a', 0, { by: 'Alex', is_done: true }), step('b', 1, { by: 'Jo' })] })), may_change: false }

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  session.value = { state: 'signed-in', me: asha }
  table['GET /api/records/r1/around'] = { body: { preferred_name: 'Alex' } }
  table['GET /api/records/r1/goals'] = { body: shared }
  answerWith(new Proxy(table, { get: (all, key: string) => (key.startsWith('PUT ') ? { status: 201, body: goal('new') } : all[key]) }))
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const open = () => {
  history.replaceState(null, '', '/records/r1/goals')
  return render(<LocationProvider><Router>{[<Route key="goals" path="/records/:recordId/goals" component={TheirGoalsPage} />]}</Router></LocationProvider>)
}
const sent = () => vi.mocked(fetch).mock.calls.filter(([, init]) => init?.method === 'PUT').map(([path, init]) => ({ path: path as string, body: JSON.parse(init!.body as string) as Record<string, unknown> }))
const asCarer = () => (session.value = { state: 'signed-in', me: { ...alex, is_person: false, is_trusted: true, record_id: null } })

it('shows the words of the person, and whose step is whose', async () => {
  open()
  await screen.findByRole('heading', { name: 'Goal g1' })
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Goals of Alex')
  expect(document.title).not.toContain('Alex')
  expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual(['Done: Step a', 'Still to do: Step bAdded by Jo.'])
  expect(screen.queryByRole('checkbox')).toBeNull()
})

it('reads the same whether nothing is written or nothing is shared, and empties by itself', async () => {
  open()
  await screen.findByRole('heading', { name: 'Goal g1' })
  table['GET /api/records/r1/goals'] = { body: hidden }
  await vi.advanceTimersByTimeAsync(pace.every + 100)
  expect(screen.queryByText('Goal g1')).toBeNull()
  screen.getByText('Nothing is written down here.')
  expect(screen.queryByText('Suggest a goal')).toBeNull()
})

it('shows nothing to whom it does not concern', async () => {
  for (const key of Object.keys(table)) table[key] = { status: 404, body: { code: 'http.not_found', detail: 'There is nothing here.' } }
  open()
  await screen.findByText('There is nothing here for you.')
})

it('suggests a goal, which is theirs only when they take it', async () => {
  open()
  fireEvent.click(await screen.findByRole('button', { name: 'Suggest it', hidden: true }))
  await screen.findByText('Write a few words first.')
  fireEvent.input(screen.getByLabelText('What would you suggest?'), { target: { value: 'Come walking.' } })
  fireEvent.click(screen.getByRole('button', { name: 'Suggest it', hidden: true }))
  await screen.findByText('Suggested. We are telling Alex now.')
  expect(sent()[0]!.body).toMatchObject({ words: 'Come walking.', version: 0, is_private: false })
})

it('adds a step after the last one', async () => {
  open()
  const field = await screen.findByLabelText('What could be a step?')
  fireEvent.input(field, { target: { value: 'A lift' } })
  fireEvent.click(screen.getByRole('button', { name: 'Add the step', hidden: true }))
  await vi.waitFor(() => expect(sent()).toHaveLength(1))
  expect(sent()[0]!.path).toMatch(/^\/api\/records\/r1\/goals\/g1\/steps\//)
  expect(sent()[0]!.body).toMatchObject({ words: 'A lift', position: 2, version: 0, is_done: false })
})

describe('how near', () => {
  it('is written down by a worker, marked as together', async () => {
    open()
    const scale = await screen.findByRole('group', { name: 'What does Alex say?', hidden: true })
    fireEvent.click(within(scale).getByRole('radio', { name: '6', hidden: true }))
    fireEvent.click(screen.getByRole('button', { name: 'Save', hidden: true }))
    await vi.waitFor(() => expect(sent()).toHaveLength(1))
    expect(sent()[0]!.body).toMatchObject({ value: 6, how: 'together' })
  })

  it('is not a carer’s to write', async () => {
    asCarer()
    open()
    await screen.findByLabelText('What could be a step?')
    expect(screen.queryByText('What does Alex say?')).toBeNull()
    expect(screen.getByRole('link', { name: 'Alex' }).getAttribute('href')).toBe('/support/r1')
  })
})
