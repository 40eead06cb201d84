import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact'
import { LocationProvider, Route, Router } from 'preact-iso'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { session } from '../../shared/session'
import { hasUnsavedWork } from '../../shared/unsaved'
import { alex, answerWith, asha, noSignal } from '../../shared/testing/answers'
import { agreement, planItem, theirPlan } from '../../shared/testing/safety-plans'
import { pace } from '../../shared/use-watched'
import { TheirPlanPage } from './TheirPlanPage'

const at = '2026-11-20T10:00:00Z'
const shared = theirPlan({
  signs: [planItem('I stop answering the door.')],
  people: [planItem('Sam', { phone: '07700 900123', may_text: true, note: 'After six.' })],
  going: [planItem('The allotment.', { has_helped: true })],
  distressed: [planItem('Sit with me.', { group: 'do' }), planItem('Do not ring my sister.', { group: 'dont' })],
}, { photos: [{ id: 'ph1', words: 'Biscuit', width: 4, height: 3, bytes: 9, is_private: false, at }] })
const hidden = theirPlan({})
const table: Record<string, { status?: number; body?: unknown } | Error> = {}
let put: { status?: number; body?: unknown } | Error

const give = (plan: typeof shared) => (table['GET /api/records/r1/safety-plan'] = { body: plan })
const sent = () => vi.mocked(fetch).mock.calls.filter(([, init]) => init?.method === 'PUT').map(([path, init]) => ({ path: path as string, body: JSON.parse(init!.body as string) as Record<string, unknown> }))
const asCarer = () => (session.value = { state: 'signed-in', me: { ...alex, is_person: false, is_trusted: true, record_id: null } })
const nextTurn = async () => await vi.advanceTimersByTimeAsync(pace.every + 100)

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true, now: Date.parse('2026-11-22T10:00:00Z') })
  session.value = { state: 'signed-in', me: asha }
  for (const key of Object.keys(table)) delete table[key]
  give(shared)
  put = { status: 201, body: shared }
  answerWith(new Proxy(table, { get: (all, key: string) => (key.startsWith('PUT ') ? put : all[key]) }))
  history.replaceState(null, '', '/records/r1/safety-plan')
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const open = () =>
  render(<LocationProvider><Router>{[<Route key="plan" path="/records/:recordId/safety-plan" component={TheirPlanPage} />]}</Router></LocationProvider>)

describe('the plan of somebody else', () => {
  it('shows what to do and not to do first, then her own words, with one tap to each number', async () => {
    open()
    await screen.findByText('I stop answering the door.')
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Safety plan of Alex')
    expect(document.title).not.toContain('Alex')
    expect(screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)).toEqual(
      ['When Alex is very distressed', 'How I know it is getting harder', 'People I can ask', 'What keeps me going'])
    const please = within(screen.getByRole('region', { name: 'When Alex is very distressed' }))
    expect(please.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual(['Sit with me.', 'Do not ring my sister.'])
    expect(screen.getByRole('link', { name: 'Ring 07700 900123' }).getAttribute('href')).toBe('tel:07700900123')
    expect(screen.getByRole('link', { name: 'Text 07700 900123' }).getAttribute('href')).toBe('sms:07700900123')
    const photo = screen.getByText('Biscuit').parentElement!.querySelector('img')!
    expect([photo.getAttribute('src'), photo.getAttribute('alt')]).toEqual(['/api/records/r1/safety-plan/photos/ph1', ''])
    screen.getByText(/As it stands/)
    screen.getByText('This has helped.')
  })

  it('reads the same whether nothing is written or nothing is shared, and empties by itself', async () => {
    open()
    await screen.findByText('I stop answering the door.')
    give(hidden)
    await nextTurn()
    screen.getByText('Nothing is written down here.')
    expect(screen.queryAllByRole('heading', { level: 2 })).toEqual([])
    expect(screen.queryByText(/Suggest|Save as a PDF|As it stands|getting harder/)).toBeNull()
  })

  it('shows nothing to whom it does not concern, also while the page is open', async () => {
    open()
    await screen.findByText('I stop answering the door.')
    table['GET /api/records/r1/safety-plan'] = { status: 404, body: { code: 'http.not_found', detail: 'There is nothing here.' } }
    await nextTurn()
    screen.getByText('There is nothing here for you.')
    expect(screen.queryByText('I stop answering the door.')).toBeNull()
  })

  it('says that a photo has no words, and leads a carer back to whom they support', async () => {
    asCarer()
    give({ ...shared, photos: [{ ...shared.photos[0]!, words: '' }] })
    open()
    await screen.findByRole('img', { name: 'A photo, with no words to it' })
    expect(screen.getByRole('link', { name: 'Alex' }).getAttribute('href')).toBe('/support/r1')
  })
})

describe('suggesting', () => {
  beforeEach(() => {
    asCarer()
    give({ ...shared, may_add: true })
  })
  const write = async (heading: string, said: string) => {
    fireEvent.change(await screen.findByLabelText('For which part of the plan?'), { target: { value: heading } })
    fireEvent.input(screen.getByLabelText('What would you suggest?'), { target: { value: said } })
  }
  const send = () => fireEvent.click(screen.getByRole('button', { name: 'Suggest it' }))

  it('is hers only when she takes it, and says so', async () => {
    open()
    await write('people', ' Ring me. ')
    fireEvent.input(screen.getByLabelText('Phone number (if you like)'), { target: { value: '07700 900124' } })
    screen.getByText(/It is part of the plan only when Alex takes it/)
    send()
    await screen.findByText('Suggested. We are telling Alex now.')
    expect(sent()[0]?.path).toMatch(/^\/api\/records\/r1\/safety-plan\/suggestions\/[0-9a-f-]{36}$/)
    expect(sent()[0]?.body).toEqual({ heading: 'people', item: { words: 'Ring me.', group: null, phone: '07700 900124', may_text: false, note: '' } })
    expect(screen.getByLabelText<HTMLTextAreaElement>('What would you suggest?').value).toBe('')
  })

  it('asks which half of a section it belongs to, and sends no number that was typed for another', async () => {
    open()
    await write('people', 'Hold my hand.')
    fireEvent.input(screen.getByLabelText('Phone number (if you like)'), { target: { value: '07700 900124' } })
    await write('distressed', 'Hold my hand.')
    send()
    expect(within(screen.getByRole('alert')).getByRole('link').textContent).toBe('Choose where it belongs.')
    expect(sent()).toEqual([])
    fireEvent.click(screen.getByLabelText('Please do'))
    send()
    await screen.findByText('Suggested. We are telling Alex now.')
    expect(sent()[0]?.body).toMatchObject({ heading: 'distressed', item: { group: 'do', phone: null } })
  })

  it('says what is missing', async () => {
    open()
    await screen.findByText('Suggest something for this plan')
    send()
    expect(within(screen.getByRole('alert')).getAllByRole('link').map(({ textContent }) => textContent)).toEqual(
      ['Choose a part of the plan.', 'Write a few words first.'])
  })

  it('keeps the words until they are sent, and sends the same again', async () => {
    put = noSignal
    open()
    await write('signs', 'You stop singing.')
    send()
    await screen.findByText(/Your words are still here/)
    expect(screen.getByLabelText<HTMLTextAreaElement>('What would you suggest?').value).toBe('You stop singing.')
    expect(hasUnsavedWork()).toBe(true)
    put = { status: 201, body: {} }
    send()
    await screen.findByText('Suggested. We are telling Alex now.')
    expect(new Set(sent().map(({ path }) => path)).size).toBe(1)
    await vi.waitFor(() => expect(hasUnsavedWork()).toBe(false))
  })

  it('shows what waits for an answer', async () => {
    give({ ...shared, may_add: true, suggestions: [{ id: 's1', heading: 'signs', item: planItem('You stop singing.'), by: 'Jo', at, is_mine: true }] })
    open()
    const mine = within(await screen.findByRole('region', { name: 'What you have suggested' }))
    mine.getByText('How I know it is getting harder. Alex has not taken it up yet.')
  })
})

describe('agreeing', () => {
  it('shows what was agreed and until when, and a carer no way to agree', async () => {
    asCarer()
    give({ ...shared, agreement: agreement({ changed_since: true }) })
    open()
    await screen.findByText(/Alex and Asha Begum agreed on this plan\. They look at it again on Saturday 20 February\. What you see here has changed since\./)
    expect(screen.queryByRole('button', { name: /agree/ })).toBeNull()
    expect(screen.queryByText(/Agree on the plan, with a day/)).toBeNull()
  })

  it('says yes to what she proposed', async () => {
    give({ ...shared, may_agree: true, proposal: agreement({ worker: null, is_agreed: false, may_say_yes: true }) })
    open()
    await screen.findByText(/Alex asks you to agree on the plan as it stands here, and to look at it again together on Saturday 20 February/)
    fireEvent.click(screen.getByRole('button', { name: 'Yes, I agree' }))
    await vi.advanceTimersByTimeAsync(50)
    expect(sent()[0]?.path).toMatch(/^\/api\/records\/r1\/safety-plan\/agreements\/[0-9a-f-]{36}$/)
    expect(sent()[0]?.body).toEqual({ proposal_id: 'a1', review_on: '2027-02-20' })
  })

  it('says why a yes was not taken, and shows the plan as it is now', async () => {
    give({ ...shared, may_agree: true, proposal: agreement({ worker: null, is_agreed: false, may_say_yes: true }) })
    put = { status: 409, body: { code: 'safety_plan.changed_since', detail: 'The plan has changed since.' } }
    open()
    fireEvent.click(await screen.findByRole('button', { name: 'Yes, I agree' }))
    await screen.findByText(/The plan has changed since\. Your yes was not saved/)
  })

  it('proposes a day with one’s own yes', async () => {
    give({ ...shared, may_agree: true })
    open()
    await screen.findByText('Agree on the plan, with a day to look at it again')
    const press = () => fireEvent.click(screen.getByRole('button', { name: 'Propose it' }))
    press()
    screen.getByText('Choose a day.')
    fireEvent.input(screen.getByLabelText('When will you look at it again together?'), { target: { value: '2027-02-20' } })
    press()
    await screen.findByText('Proposed. We are telling Alex now.')
    const [{ path, body }] = sent() as [{ path: string; body: { proposal_id: string } }]
    expect(path.endsWith(body.proposal_id)).toBe(true)
    expect(body).toMatchObject({ review_on: '2027-02-20' })
  })

  it('says that a proposal waits for her', async () => {
    give({ ...shared, proposal: agreement({ person: null, is_agreed: false }) })
    open()
    await screen.findByText('Asha Begum proposed to look at it again on Saturday 20 February. Alex has not answered yet.')
  })
})
