import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact'
import { LocationProvider, Route, Router } from 'preact-iso'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Goal } from '../shared/api-types'
import { session } from '../shared/session'
import { alex, answerWith, noSignal } from '../shared/testing/answers'
import { goal, goalsOf, score, step } from '../shared/testing/goals'
import { GoalPage } from './GoalPage'

type Reply = { status?: number; body?: unknown } | Error
const record = `/api/records/${alex.record_id ?? ''}`
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
afterEach(cleanup)

const there = (...goals: Goal[]) => (table[`GET ${record}/goals`] = { body: goalsOf(...goals) })
const open = () => {
  history.replaceState(null, '', '/goals/g1')
  return render(<LocationProvider><Router>{[<Route key="goal" path="/goals/:id" component={GoalPage} />]}</Router></LocationProvider>)
}
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }))
const box = (name: string) => screen.getByRole<HTMLInputElement>('checkbox', { name })
const sent = () => vi.mocked(fetch).mock.calls.filter(([, init]) => init?.method === 'PUT').map(([path, init]) => ({ path: path as string, body: JSON.parse(init!.body as string) as Record<string, unknown> }))
const last = () => sent().at(-1)!

const [a, b] = [step('a', 0), step('b', 1)]

describe('steps', () => {
  it('are ticked at once, and go back when that could not be kept', async () => {
    there(goal('g1', { steps: [a, b] }))
    puts = [{ body: goal('g1', { steps: [{ ...a, is_done: true, version: 2 }, b] }) }, noSignal]
    open()
    await screen.findByText('Step a')
    fireEvent.click(box('Step a'))
    expect(box('Step a').checked).toBe(true)
    await waitFor(() => expect(last().body).toMatchObject({ is_done: true, version: 1, words: 'Step a', position: 0 }))
    await waitFor(() => expect(box('Step a').checked).toBe(true))
    fireEvent.click(box('Step b'))
    await screen.findByText(/We could not reach the service/)
    await waitFor(() => expect(box('Step b').checked).toBe(false))
  })

  it('are added, and the field is ready for the next one', async () => {
    there(goal('g1'))
    puts = [{ body: goal('g1', { steps: [a] }) }]
    open()
    await screen.findByText('What could be a first small step?')
    await press('Add')
    await screen.findByText('Write down the step first.')
    fireEvent.input(screen.getByLabelText('A new step'), { target: { value: 'Step a' } })
    await press('Add')
    await waitFor(() => box('Step a'))
    expect(document.activeElement).toBe(screen.getByLabelText('A new step'))
    expect(screen.getByLabelText<HTMLInputElement>('A new step').value).toBe('')
  })

  it('change their words and places by buttons, and the focus does not get lost', async () => {
    there(goal('g1', { steps: [a, b] }))
    const swapped = goal('g1', { steps: [{ ...b, position: 0 }, { ...a, position: 1 }] })
    puts = [{ body: swapped }, { body: swapped }, { body: goal('g1', { steps: [{ ...b, words: 'Walk' }, a] }) }]
    open()
    await press('Change the step: Step b')
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('The step')))
    expect(screen.queryByRole('button', { name: 'Move down' })).toBeNull()
    await press('Move up')
    await screen.findByText('Now step 1 of 2.')
    expect(sent().map(({ body }) => [body.words, body.position])).toEqual([['Step b', 0], ['Step a', 1]])
    fireEvent.input(screen.getByLabelText('The step'), { target: { value: 'Walk' } })
    await press('Save')
    await waitFor(() => expect(document.activeElement).toBe(box('Walk')))
  })

  it('go away, and one that was agreed elsewhere comes in', async () => {
    table['GET /api/my-actions'] = { body: { actions: [{ id: 'act', words: 'Ring the college', owner: 'person', status: 'open' }], conversation: null } }
    there(goal('g1', { steps: [a] }))
    puts = [{ body: goal('g1') }, { body: goal('g1', { steps: [step('c', 0, { words: 'Ring the college', from_action: true })] }) }]
    open()
    await press('Change the step: Step a')
    await press('Take it away')
    await screen.findByText('The step is gone.')
    expect(last().body).toMatchObject({ is_removed: true })
    await press('Make it a step: Ring the college')
    await screen.findByText('From what you agreed to do.')
    expect(last().body).toMatchObject({ words: 'Ring the college', action_id: 'act', version: 0 })
    expect(screen.queryByText('Make it a step')).toBeNull()
  })

  it('that another device has changed are fetched, and the page says so', async () => {
    there(goal('g1', { steps: [a] }))
    open()
    await screen.findByText('Step a')
    there(goal('g1', { steps: [{ ...a, words: 'Other words', version: 2 }] }))
    puts = [{ status: 409, body: { code: 'goals.changed', detail: 'This was changed in the meantime.' } }]
    fireEvent.click(box('Step a'))
    await waitFor(() => box('Other words'))
    screen.getByText(/This was changed in the meantime\./)
  })
})

describe('how near', () => {
  const followed = goal('g1', { tracked: 1, scores: [score('1', 2), score('2', 4)], change: { by: 2, is_reliable: false, words: 'up by 2 since March' } })

  it('is asked once she wants to follow it, and for three goals at most', async () => {
    there(goal('g1'), ...['x', 'y', 'z'].map((id, place) => goal(id, { tracked: place + 1 })))
    open()
    await press('Follow how near I am')
    screen.getByText('You follow three goals already. Stop following one of them first.')
    expect(sent()).toHaveLength(0)
  })

  it('says the last time and the change in words, with every answer in a table', async () => {
    there(followed)
    open()
    await screen.findByText('4 out of 10')
    screen.getByText(/That is up by 2 since March\./)
    expect(screen.getByRole('img', { hidden: true, name: 'Your answers from the first to the last: 2, 4.' })).toBeTruthy()
    expect(within(screen.getByRole('table', { hidden: true })).getAllByRole('row', { hidden: true })).toHaveLength(3)
  })

  it('takes one number, and sends nothing before she says so', async () => {
    there(followed)
    puts = [{ body: { ...followed, scores: [...followed.scores, score('3', 10)] } }]
    open()
    const scale = await screen.findByRole('group', { name: 'How near are you to it today?' })
    await press('Save')
    screen.getByText('Choose a number from 0 to 10 first.')
    fireEvent.click(within(scale).getByRole('radio', { name: '10: I am there' }))
    expect(sent()).toHaveLength(0)
    await press('Save')
    await screen.findByText('10 out of 10')
    expect(last().body).toMatchObject({ value: 10, how: 'alone' })
  })

  it('is said to be a slip rather than sent twice: trying again is the same answer', async () => {
    there(followed)
    puts = [noSignal, { body: followed }]
    open()
    fireEvent.click(within(await screen.findByRole('group', { name: 'How near are you to it today?' })).getByRole('radio', { name: '7' }))
    await press('Save')
    await screen.findByText(/We could not reach the service/)
    await press('Save')
    await waitFor(() => expect(sent()).toHaveLength(2))
    expect(sent()[1]!.path).toBe(sent()[0]!.path)
  })
})

describe('what becomes of it', () => {
  it('rests and goes on: each time another act', async () => {
    there(goal('g1'))
    puts = [{ body: goal('g1', { status: 'paused' }) }, { body: goal('g1') }, { body: goal('g1', { status: 'paused' }) }]
    open()
    await press('Let it rest for a while')
    await screen.findByText(/This goal is resting\./)
    await press('Go on with it')
    await press('Let it rest for a while')
    await screen.findByText(/This goal is resting\./)
    expect(new Set(sent().map(({ path }) => path)).size).toBe(3)
  })

  it('is done, with a kind word, and her own', async () => {
    there(goal('g1'))
    puts = [{ body: goal('g1', { status: 'finished', steps: [{ ...a, is_done: true }, b] }) }]
    open()
    fireEvent.input(await screen.findByLabelText(/What would you like to remember/), { target: { value: ' The beans. ' } })
    await press('It is done')
    await screen.findByText(/Take a moment to notice it/)
    expect(last().body).toEqual({ to: 'finished', words: 'The beans.' })
    expect(screen.queryByRole('checkbox')).toBeNull()
    expect(screen.getByText('Step b').textContent).toBe('Not ticked: Step b')
    screen.getByRole('button', { name: 'Bring it back' })
  })

  it('is for her alone when she says so', async () => {
    there(goal('g1'))
    puts = [{ body: goal('g1', { is_private: true }) }]
    open()
    await press('Only I may see it')
    await screen.findByText('Only you see this.')
    expect(last()).toEqual({ path: `${record}/goals/g1/privacy`, body: { is_private: true } })
  })

  it('says kindly that a goal is not there', async () => {
    there()
    open()
    await screen.findByText('This goal is not here any more.')
  })
})
