import { screen, waitFor } from '@testing-library/preact'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import { readDraft } from '../shared/device/drafts'
import type { StepUpView } from '../shared/api-types'
import { newId } from '../shared/ids'
import { beginSession, session } from '../shared/session'
import { planItem, theirPlan } from '../shared/testing/safety-plans'
import { AskPage } from './AskPage'
import type { AskDraft } from './ask-draft'
import { knownSigns, rememberSigns } from './signs'
import { ok, problem, serve, show, type Answer } from './testing/show'
import { alex, closedTeam, myTeam, view } from './testing/views'

let put: Answer
let read: Answer | undefined
let team = myTeam
// Somebody else each time: what one test leaves on the device is not found by the next.
let who = alex

const open = () => show(AskPage, '/ask', '/ask', who)
const begin = () => serve((path, { method }) => {
  if (method === 'PUT') return put
  if (path === '/api/my-team') return ok(team)
  if (path === '/api/contacts') return ok({ contacts: [] })
  if (path === '/api/step-ups') return ok({ step_ups: [] })
  return path.startsWith('/api/step-ups/') ? read : undefined
})
const puts = (sent: ReturnType<typeof serve>) => sent.filter(({ method }) => method === 'PUT')
const words = () => screen.getByLabelText<HTMLTextAreaElement>('What is happening?')
const send = () => userEvent.click(screen.getByRole('button', { name: 'Send' }))

beforeEach(() => {
  who = { ...alex, account_id: newId() }
  put = ok(view())
  read = undefined
  team = myTeam
})

describe('asking', () => {
  it('needs nothing but Send, and goes to the request', async () => {
    const sent = begin()
    open()
    await send()
    await screen.findByText('came to /my-requests/q1')
    expect(puts(sent)[0]?.body).toEqual({ words: '', wants_to_hear: 'today', reach_by: 'ring', reach_on: null, best_time: 'any' })
    await waitFor(async () => expect(await readDraft(who.account_id, 'ask')).toBeNull())
  })

  it('says before sending whom we tell, and whom to ring when it cannot wait', async () => {
    begin()
    open()
    expect(await screen.findByText(/We tell Asha now. If Asha has not answered in 15 minutes, we ask the whole team./)).toBeTruthy()
    await userEvent.click(screen.getByLabelText('In the next few days'))
    expect(screen.getByText(/not answered in 1 hour/)).toBeTruthy()
    expect(screen.getByRole<HTMLAnchorElement>('link', { name: 'Ring 999' }).href).toBe('tel:999')
  })

  it('says when the team is back while it is closed', async () => {
    team = { ...myTeam, team: closedTeam }
    begin()
    open()
    expect(await screen.findByText(/Nobody from your team is here now/)).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Ring 01632 960999' })).toBeTruthy()
  })

  it('keeps the words on the phone as they are typed, and has them again', async () => {
    begin()
    const { unmount } = open()
    await userEvent.type(words(), 'I do not sleep')
    await waitFor(async () => expect((await readDraft<AskDraft>(who.account_id, 'ask'))?.value.words).toBe('I do not sleep'))
    unmount()
    open()
    await waitFor(() => expect(words().value).toBe('I do not sleep'))
    expect(screen.getByText(/They have not been sent/)).toBeTruthy()
  })
})

describe('words from her plan', () => {
  const plan = theirPlan({ signs: [planItem('I stop answering\nthe door.'), planItem('I do not sleep')] }, { is_mine: true, record_id: 'r1' })
  const sign = (name: string) => screen.findByRole<HTMLInputElement>('checkbox', { name })
  const beginWith = (answer: Answer | undefined) => serve((path, { method }) => {
    if (method === 'PUT') return put
    if (path === '/api/my-team') return ok(team)
    return path === '/api/records/r1/safety-plan' ? answer : undefined
  })

  it('go into the box when they are ticked, can be changed there, and are sent as they stand', async () => {
    const sent = beginWith(ok(plan))
    open()
    await userEvent.type(words(), 'It began on Monday.')
    await userEvent.click(await sign('I stop answering the door.'))
    await userEvent.click(await sign('I do not sleep'))
    expect(words().value).toBe('It began on Monday.\nI stop answering the door.\nI do not sleep')
    await userEvent.click(await sign('I stop answering the door.'))
    expect(words().value).toBe('It began on Monday.\nI do not sleep')
    await userEvent.type(words(), ' at all')
    expect((await sign('I do not sleep')).checked).toBe(false)
    await send()
    await screen.findByText('came to /my-requests/q1')
    expect(puts(sent)[0]?.body).toMatchObject({ words: 'It began on Monday.\nI do not sleep at all' })
  })

  it('are there at once, and are not asked for again, when home has read them', async () => {
    const sent = beginWith(undefined)
    beginSession(who)
    rememberSigns(who.account_id, plan)
    open()
    expect(screen.getByRole('group', { name: 'From your plan' })).toBeTruthy()
    expect(screen.queryByText('Choose words from your plan')).toBeNull()
    await screen.findByText(/We tell Asha now/)
    expect(sent.some(({ path }) => path.endsWith('/safety-plan'))).toBe(false)
  })

  it('are not spoken of where home has found none', () => {
    beginWith(undefined)
    beginSession(who)
    rememberSigns(who.account_id, theirPlan({}))
    open()
    expect(screen.queryByText(/your plan/)).toBeNull()
  })

  it('of somebody else who was here before are not shown, and none stay when nobody is signed in', () => {
    beginSession(who)
    rememberSigns('somebody-else', plan)
    expect(knownSigns(who.account_id)).toBeNull()
    rememberSigns(who.account_id, plan)
    expect(knownSigns(who.account_id)).toHaveLength(2)
    session.value = { state: 'signed-out', because: 'idle' }
    expect(knownSigns(who.account_id)).toBeNull()
  })

  it('hinder nothing when they cannot be had', async () => {
    const sent = beginWith('no signal')
    open()
    await screen.findByText('We could not get your plan just now. You can write in your own words.')
    await send()
    await screen.findByText('came to /my-requests/q1')
    expect(puts(sent)).toHaveLength(1)
  })
})

describe('when it could not be sent', () => {
  it('says so in a heading that has the focus, keeps the words, shows numbers, and sends the same again when asked', async () => {
    const sent = begin()
    put = 'no signal'
    open()
    await userEvent.type(words(), 'Help')
    await send()
    const heading = await screen.findByRole('heading', { name: 'This has NOT been sent' })
    await waitFor(() => expect(document.activeElement).toBe(heading))
    expect(words().value).toBe('Help')
    expect(screen.getAllByRole('link', { name: 'Ring 01632 960001' }).length).toBe(1)

    put = ok(view())
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    await screen.findByText('came to /my-requests/q1')
    expect(new Set(puts(sent).map(({ path }) => path)).size).toBe(1)
  })

  it('asks before sending when the connection is back, and sends nothing by itself', async () => {
    const sent = begin()
    put = 'no signal'
    open()
    await send()
    await screen.findByRole('button', { name: 'Try again' })
    dispatchEvent(new Event('online'))
    expect(await screen.findByRole('button', { name: 'Send it now' })).toBeTruthy()
    expect(screen.getByText(/The connection is back. Send it now\?/)).toBeTruthy()
    expect(puts(sent)).toHaveLength(1)
  })

  it('says that it cannot be sure after a time-out, and finds out that it had arrived', async () => {
    begin()
    put = 'no answer'
    open()
    await send()
    await screen.findByRole('heading', { name: 'We cannot be sure that this was sent' })
    read = ok(view({ words: '', reach_on: null }))
    dispatchEvent(new Event('online'))
    await screen.findByText('came to /my-requests/q1')
  })

  it('shows the reason that the service gives', async () => {
    begin()
    put = problem(500, 'http.broken', 'Something went wrong on our side.')
    open()
    await send()
    expect(await screen.findByText(/Something went wrong on our side. Nobody has been told yet./)).toBeTruthy()
  })
})

describe('when there is a request already', () => {
  it('goes to the open one and keeps her words as a note for it', async () => {
    begin()
    put = problem(409, 'step_up.already_open', 'You have asked already.', { step_up_id: ['q7'] })
    open()
    await userEvent.type(words(), 'It is worse')
    await send()
    await screen.findByText('came to /my-requests/q7')
    expect((await readDraft<{ words: string }>(who.account_id, 'note-q7'))?.value.words).toBe('It is worse')
  })

  it('asks anew when the one that had arrived has ended meanwhile', async () => {
    const ended: StepUpView = view({ state: 'closed' })
    const sent = serve((path, { method }) => {
      if (method !== 'PUT') return path === '/api/my-team' ? ok(team) : undefined
      return ok(puts(sent).length === 1 ? ended : view({ id: 'q2' }))
    })
    open()
    await send()
    await screen.findByText('came to /my-requests/q2')
    expect(new Set(puts(sent).map(({ path }) => path)).size).toBe(2)
  })
})
