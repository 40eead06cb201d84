import { screen, waitFor, within } from '@testing-library/preact'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import type { RequestRow, Requests } from '../shared/api-types'
import { AddNotePage } from './AddNotePage'
import { AnswerPage } from './AnswerPage'
import { ClosePage } from './ClosePage'
import { ContactPage } from './ContactPage'
import { PlanPage } from './PlanPage'
import { RequestPage } from './RequestPage'
import { RequestsPage } from './RequestsPage'
import { TransferPage } from './TransferPage'
import { ok, problem, serve, show, type Answer } from './testing/show'
import { asha, asked, ashaHerself, may, promise, team, view } from './testing/views'

const row = (person_name: string, more: Partial<RequestRow> = {}): RequestRow => ({
  id: person_name, record_id: 'r', person_name, state: 'sent', asked_at: asked, waiting_since: asked, wants_to_hear: 'today',
  reach_by: 'ring', key_worker: asha, promise: null, helps_team: null, is_mine: false, ...more,
})
const nothing: Requests = { unanswered: [], promised: [], talking: [], recently_closed: [], as_of: asked }
const acts = may('note', 'acknowledge', 'contact', 'close', 'transfer')
const colleagues = [asha, { account_id: 'w2', name: 'Tom Osei' }].map((one) => ({ ...one, role: 'duty', has_confirmed_device: one.account_id === 'w1' }))

let please: Answer | undefined
beforeEach(() => {
  please = undefined
})

function open(Page: () => preact.VNode, end: string, request = view({ may: acts }), put: Answer = ok(view())) {
  const sent = serve((path, { method }) => {
    if (method === 'PUT') return put
    if (path === '/api/records/r1/safety-plan/please') return please
    if (path === '/api/teams') return ok({ teams: [{ ...team, role: 'worker', members: colleagues }] })
    return path === '/api/step-ups/q1' ? ok(request) : undefined
  })
  show(Page, `/requests/:id${end}`, `/requests/q1${end}`, ashaHerself)
  return () => sent.filter(({ method }) => method === 'PUT')
}
const press = async (name: string) => await userEvent.click(await screen.findByRole('button', { name }))
const choose = async (label: RegExp | string) => await userEvent.click(await screen.findByLabelText(label))

describe('the requests', () => {
  const list = (requests: Requests, devices: unknown[] = []) => {
    serve((path) => (path === '/api/requests' ? ok(requests) : path === '/api/devices' ? ok({ devices }) : undefined))
    show(RequestsPage, '/requests', '/requests', ashaHerself)
  }

  it('are three plain groups in the order of the service', async () => {
    list({
      ...nothing,
      unanswered: [row('Zoe', { is_mine: true }), row('Alex')],
      promised: [row('Jo', { promise: { by: 'Tom Osei', by_at: '2026-11-23T15:00:00Z', is_missed: false } })],
    })
    const waiting = await screen.findByRole('region', { name: 'Nobody has answered 2' })
    expect(within(waiting).getAllByRole('link').map(({ textContent }) => textContent)).toEqual(['Zoe', 'Alex'])
    expect(within(waiting).getByText('Yours')).toBeTruthy()
    expect(screen.getByText(/Tom Osei promised: by 3 pm/)).toBeTruthy()
    expect(screen.getByText('Nobody is being talked with just now.')).toBeTruthy()
  })

  it('are walked with j and k, until that is switched off', async () => {
    list({ ...nothing, unanswered: [row('Zoe'), row('Alex')] })
    await screen.findByRole('link', { name: 'Zoe' })
    await waitFor(async () => {
      await userEvent.keyboard('k')
      expect(document.activeElement?.textContent).toBe('Alex')
    })
    await userEvent.keyboard('kk')
    expect(document.activeElement?.textContent).toBe('Zoe')
    await userEvent.keyboard('jj')
    expect(document.activeElement?.textContent).toBe('Alex')
    await userEvent.keyboard('k')
    expect(document.activeElement?.textContent).toBe('Zoe')
    await choose(/Move with j and k/)
    screen.getByRole('link', { name: 'Zoe' }).focus()
    await userEvent.keyboard('j')
    expect(document.activeElement?.textContent).toBe('Zoe')
    await choose(/Move with j and k/)
  })

  it('say so when no device of this worker can be reached', async () => {
    list(nothing)
    expect(await screen.findByText(/This device cannot be reached yet/)).toBeTruthy()
    expect(screen.getByText(/Nobody is asking for more support just now/)).toBeTruthy()
  })
})

describe('one request', () => {
  it('shows her words, how to reach her, and one thing to do', async () => {
    open(RequestPage, '')
    expect(await screen.findByRole('heading', { level: 1, name: /Alex/ })).toBeTruthy()
    expect(screen.getByText('I do not sleep.')).toBeTruthy()
    expect(screen.getByRole<HTMLAnchorElement>('link', { name: 'Ring 07700 900101' }).href).toBe('tel:07700900101')
    expect(screen.getByRole<HTMLAnchorElement>('link', { name: 'I will answer' }).pathname).toBe('/requests/q1/answer')
  })

  it('says why an act cannot be done now', async () => {
    open(RequestPage, '')
    const plan = await screen.findByRole('button', { name: 'Write down the plan' })
    expect(plan.getAttribute('aria-disabled')).toBe('true')
    expect(screen.getByText('plan refused')).toBeTruthy()
  })

  it('shows one’s own promise, and what comes after it', async () => {
    open(RequestPage, '', view({ state: 'acknowledged', promise, may: acts, nobody_has_answered_since: null }))
    expect(await screen.findByText(/You promised to ring Alex by/)).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Record a contact' })).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Change the promise' })).toBeTruthy()
  })
})

describe('what the person asks of whoever answers', () => {
  const asked_ = ok({ do: ['Sit with me.'], dont: ['Do not ring my sister.'], at: asked })
  const title = 'When Alex is very distressed'

  it.each([[RequestPage, '', 'link'], [AnswerPage, '/answer', 'button']] as const)('stands before the way to answer', async (Page, end, role) => {
    please = asked_
    open(Page, end)
    const box = within(await screen.findByRole('region', { name: title }))
    expect(box.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual(['Sit with me.', 'Do not ring my sister.'])
    const way = screen.getByRole(role, { name: end === '' ? 'I will answer' : 'Send the promise' })
    expect(box.getByText('Sit with me.').compareDocumentPosition(way)).toBe(Node.DOCUMENT_POSITION_FOLLOWING)
  })

  it.each([['none are shared', ok({ do: [], dont: [], at: null })], ['they cannot be had', 'no signal' as const], ['nobody knows of them', undefined]])(
    'is nothing at all when %s', async (_, answer) => {
      please = answer
      open(RequestPage, '')
      expect(await screen.findByRole('link', { name: 'I will answer' })).toBeTruthy()
      await new Promise((done) => setTimeout(done, 20))
      expect(screen.queryByText(/distressed|could not/)).toBeNull()
    })

  it('is not asked for once the request has ended', async () => {
    please = asked_
    const all = serve((path) => (path === '/api/step-ups/q1' ? ok(view({ state: 'closed', may: may(), nobody_has_answered_since: null })) : undefined))
    show(RequestPage, '/requests/:id', '/requests/q1', ashaHerself)
    await screen.findByText('I do not sleep.')
    expect(all.some(({ path }) => path.includes('safety-plan'))).toBe(false)
  })
})

describe('answering', () => {
  it('shows what she will read and sends it', async () => {
    const puts = open(AnswerPage, '/answer')
    await choose(/^1 hour/)
    expect(screen.getByText(/Asha will ring you by/)).toBeTruthy()
    await press('Send the promise')
    await screen.findByText('came to /requests/q1')
    expect(puts()[0]?.body).toMatchObject({ how: 'ring', words: '' })
  })

  it('asks for a time first, in a summary that has the focus', async () => {
    const puts = open(AnswerPage, '/answer')
    await press('Send the promise')
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Choose by when you will answer.'))
    await choose('Another time')
    await press('Send the promise')
    expect(screen.getAllByText('Give a day and a time.')).toHaveLength(2)
    expect(puts()).toHaveLength(0)
  })
})

describe('the other acts', () => {
  it('record a contact with its code', async () => {
    const puts = open(ContactPage, '/contact')
    await press('Record the contact')
    expect(screen.getAllByText('Choose how you were in touch.')).toHaveLength(2)
    await choose('Face to face')
    await press('Record the contact')
    await screen.findByText('came to /requests/q1')
    expect(puts()[0]?.body).toMatchObject({ mechanism: '01' })
  })

  it('keep the words and the same act when sending fails', async () => {
    const puts = open(AddNotePage, '/note', undefined, 'no signal')
    await userEvent.type(await screen.findByLabelText('Your words to Alex'), 'Hello')
    await press('Send the note')
    await waitFor(() => expect(document.activeElement?.textContent).toBe('This has NOT been sent'))
    await press('Try again')
    expect(screen.getByLabelText<HTMLTextAreaElement>('Your words to Alex').value).toBe('Hello')
    expect(new Set(puts().map(({ path }) => path)).size).toBe(1)
  })

  it('show what the service says about a field', async () => {
    open(PlanPage, '/plan', view({ may: may('plan') }), problem(422, 'http.bad_input', 'Please look again.', { words: ['Use fewer letters.'] }))
    await userEvent.type(await screen.findByLabelText('What have you and Alex agreed?'), 'Sleep')
    await press('Save the plan')
    expect(await screen.findAllByText('Use fewer letters.')).toHaveLength(2)
  })

  it('close without a contact only on her own word', async () => {
    const request = view({ may: { ...acts, close: { allowed: true, reason: 'Nobody has spoken with this person yet.' } } })
    const puts = open(ClosePage, '/close', request)
    await press('Close the request')
    expect(puts()).toHaveLength(0)
    await userEvent.type(screen.getByLabelText('How did Alex say so?'), 'They rang')
    await press('Close the request')
    await screen.findByText('came to /requests/q1')
    expect(puts()[0]?.body).toEqual({ reason: 'no_longer_needed', words: 'They rang' })
  })

  it('hand over to a colleague, never to oneself', async () => {
    const puts = open(TransferPage, '/transfer')
    await choose('Tom Osei, duty worker')
    expect(screen.queryByLabelText(/Asha/)).toBeNull()
    expect(screen.getByText(/Handing over is not an answer/)).toBeTruthy()
    await press('Hand it over')
    await screen.findByText('came to /requests/q1')
    expect(puts()[0]?.body).toEqual({ to_account_id: 'w2', words: '' })
  })

  it('say why when it is too late', async () => {
    open(PlanPage, '/plan')
    expect(await screen.findByText('plan refused')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Save the plan' })).toBeNull()
  })
})
