import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { forgetDraft, readDraft } from '../../shared/device/drafts'
import { newId } from '../../shared/ids'
import { session } from '../../shared/session'
import { alex, noSignal } from '../../shared/testing/answers'
import { draftKey } from '../sent'
import { dialog, item, november } from '../testing/dialog'
import { sent, serve, show, type Table } from '../testing/show'
import type { Filling } from './filling'
import { QuestionsPage } from './QuestionsPage'

const record = alex.record_id ?? ''
// A device of its own for each test: what one still writes is not there for the next.
let me = alex
const sending = `PUT /api/records/${record}/responses/`
const table: Table = {}
const kept = async () => (await readDraft<{ filling: Filling | null }>(me.account_id, draftKey('dialog')))?.value.filling ?? null

beforeEach(() => {
  me = { ...alex, account_id: newId() }
  for (const key of Object.keys(table)) Reflect.deleteProperty(table, key)
  Object.assign(table, {
    'GET /api/instruments': { body: { instruments: [dialog] } },
    'GET /api/sharing': { body: { stop: null, people: [], wording: '1', team: { team: { id: 'b1', name: 'Riverside' }, members: [], wording: '1', sections: [{ section: 'dialog_results', is_shared: true }] } } },
    [sending]: { status: 201, body: november },
  })
  serve(table)
})
afterEach(() => {
  cleanup()
  session.value = { state: 'signed-out', because: 'left' }
})

const open = (hash = '', query = '') => show(QuestionsPage, '/questions/:instrument', `/questions/dialog${query}${hash}`, me)
const question = (name: string) => screen.findByRole('heading', { level: 1, name })
const choose = (name: string) => fireEvent.click(screen.getByRole('radio', { name }))
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))
const [first, second, third] = ['1 of 3 How satisfied are you with your mental health?', '2 of 3 How satisfied are you with your job situation?', '3 of 3 How satisfied are you with your meetings?'] as const

async function answerAll() {
  await question(first)
  choose('5, fairly satisfied')
  press('Next')
  await question(second)
  choose('3, fairly dissatisfied')
  choose('Yes')
  press('Next')
  await question(third)
  press('Check your answers')
  await screen.findByRole('heading', { level: 1, name: 'Check your answers' })
}

describe('one question a screen', () => {
  it('asks with real radios, each with its number and words, and faces for the eye alone', async () => {
    open()
    await question(first)
    expect(screen.getAllByRole('radio').map((radio) => radio.getAttribute('aria-label'))).toEqual(
      ['1, totally dissatisfied', '2, very dissatisfied', '3, fairly dissatisfied', '4, in the middle', '5, fairly satisfied', '6, very satisfied', '7, totally satisfied'],
    )
    expect(document.querySelectorAll('svg.wm-face[aria-hidden="true"]')).toHaveLength(7)
    screen.getByText('3 questions, about 4 minutes. Leave out any you like. Nobody sees your answers until you send them.')
    await waitFor(() => expect(document.title).toBe('Question 1 of 3 – Waymark'))
  })

  it('asks about more help with the answer, and moves the focus to the next question', async () => {
    open()
    await question(first)
    expect(screen.queryByText('Do you want more help with this?')).toBeNull()
    choose('2, very dissatisfied')
    within(screen.getByRole('group', { name: 'Do you want more help with this?' })).getByRole('radio', { name: 'Yes' })
    press('Next')
    expect(document.activeElement).toBe(await question(second))
    expect(location.hash).toBe('#2')
  })

  it('says that it is skipped while there is no answer, and takes a reason', async () => {
    open()
    await question(first)
    press('Skip for now')
    await question(second)
    press('It does not apply to me')
    await question(third)
    press('Check your answers')
    await screen.findByText('Does not apply')
    expect(screen.getAllByText('Not answered')).toHaveLength(2)
  })

  it('asks other scales with the same screen, without faces', async () => {
    const pain = item('pain', 'Pain', { low: 0, high: 10, labels: [{ value: 0, words: 'none' }, { value: 10, words: 'worst' }], help_question: null })
    table['GET /api/instruments'] = { body: { instruments: [{ ...dialog, items: [pain] }] } }
    open()
    await screen.findByRole('radio', { name: '0, none' })
    expect(screen.getAllByRole('radio')).toHaveLength(11)
    choose('4')
    expect(document.querySelector('.wm-face')).toBeNull()
    expect(screen.queryByRole('group', { name: /more help/ })).toBeNull()
  })

  it('takes a long scale from a list', async () => {
    table['GET /api/instruments'] = { body: { instruments: [{ ...dialog, items: [item('total', 'Total', { low: 0, high: 40, labels: [] })] }] } }
    open()
    fireEvent.change(await screen.findByLabelText('Choose a number'), { target: { value: '25' } })
    press('Check your answers')
    await screen.findByText('25')
  })

  it('goes back with the browser, and stays where it is when one jumps past the header', async () => {
    open()
    await question(first)
    press('Skip for now')
    await question(second)
    await act(() => {
      history.replaceState(null, '', '#main')
      dispatchEvent(new PopStateEvent('popstate'))
    })
    await question(second)
    await act(() => {
      history.replaceState(null, '', location.pathname)
      dispatchEvent(new PopStateEvent('popstate'))
    })
    await question(first)
  })
})

describe('leaving and coming back', () => {
  it('keeps each answer at once, and goes on from the first open question', async () => {
    const { unmount } = open()
    await question(first)
    choose('5, fairly satisfied')
    await waitFor(async () => expect((await kept())?.given.mental_health?.value).toBe(5))
    unmount()
    open()
    await screen.findByText('You began today. 1 of 3 answered.')
    press('Go on')
    await question(second)
  })

  it('goes on without the service once it was begun', async () => {
    const { unmount } = open()
    await question(first)
    choose('5, fairly satisfied')
    await waitFor(async () => expect(await kept()).not.toBeNull())
    unmount()
    table['GET /api/instruments'] = noSignal
    open('#2')
    await question(second)
    choose('4, in the middle')
    await waitFor(async () => expect((await kept())?.given.job?.value).toBe(4))
  })

  it('starts again from nothing, with another id', async () => {
    const { unmount } = open()
    await question(first)
    choose('5, fairly satisfied')
    await waitFor(async () => expect(await kept()).not.toBeNull())
    const id = (await kept())!.id
    unmount()
    open()
    await screen.findByText(/You began today/)
    press('Start again')
    await question(first)
    expect(screen.queryByRole('radio', { checked: true })).toBeNull()
    await waitFor(async () => expect((await kept())!.id).not.toBe(id))
  })

  it('tells when the questions have changed since, keeps the answers, and asks what is new', async () => {
    const { unmount } = open()
    await question(first)
    choose('5, fairly satisfied')
    await waitFor(async () => expect(await kept()).not.toBeNull())
    unmount()
    table['GET /api/instruments'] = { body: { instruments: [{ ...dialog, version: '2', items: [item('money', 'Money'), dialog.items[0]] }] } }
    open()
    await screen.findByText('The questions have changed since you began.')
    screen.getByText(/1 answer is kept. 1 question is new./)
    press('Go on')
    await question('1 of 1 How satisfied are you with your money?')
    choose('4, in the middle')
    press('Check your answers')
    await screen.findByText('5, fairly satisfied')
  })

  it('shows the results to whom the browser brings back after sending', async () => {
    open('#3')
    await screen.findByText('came to /how-life-is')
  })
})

describe('sending', () => {
  it('checks first, lets one answer be changed, and comes back to the list', async () => {
    open()
    await answerAll()
    screen.getByText(/More help, please/)
    fireEvent.click(screen.getByRole('link', { name: 'Change your answer: Meetings' }))
    await question(third)
    choose('6, very satisfied')
    press('Check your answers')
    await screen.findByText('6, very satisfied')
  })

  it('is kindly refused while it is empty, or while nobody has said who sees it', async () => {
    open()
    await question(first)
    press('Skip for now')
    await question(second)
    press('Skip for now')
    await question(third)
    press('Check your answers')
    await screen.findByRole('heading', { level: 1, name: 'Check your answers' })
    press('Send')
    screen.getByRole('link', { name: 'Answer at least one question first.' })
    fireEvent.click(screen.getByRole('link', { name: 'Choose who sees this one.' }))
    expect((document.activeElement as HTMLInputElement).name).toBe('who')
    expect(sent()).toEqual([])
  })

  it('sends what was decided, says who sees it, and leaves nothing on the device', async () => {
    open('', '?ask=a1')
    await answerAll()
    screen.getByText('Now: Riverside')
    fireEvent.click(screen.getByRole('radio', { name: 'Only me' }))
    press('Send')
    await screen.findByText('came to /how-life-is')
    expect(sent()[0]!.body).toMatchObject({
      instrument: 'dialog', version: '1', is_private: true, how: 'alone', asked_id: 'a1', words: '',
      answers: [{ item: 'mental_health', value: 5, skipped: null, wants_help: null }, { item: 'job', value: 3, skipped: null, wants_help: true }],
    })
    await waitFor(async () => expect(await kept()).toBeNull())
  })

  it('says that nothing is sent without signal, and sends the very same later', async () => {
    table[sending] = noSignal
    open()
    await answerAll()
    choose('Only me')
    press('Send')
    const heading = await screen.findByRole('heading', { name: 'This has not been sent' })
    await waitFor(() => expect(document.activeElement).toBe(heading))
    screen.getByText('You have no signal. Your answers are kept on this phone. Nothing is sent by itself.')
    table[sending] = { status: 201, body: november }
    press('Send again')
    await screen.findByText('came to /how-life-is')
    expect(sent()).toHaveLength(2)
    expect(sent()[1]).toEqual(sent()[0])
  })

  it('leads to the question that was refused', async () => {
    table[sending] = { status: 422, body: { code: 'http.invalid', detail: 'Please look again.', fields: { job: ['Choose a number from 1 to 7.'] } } }
    open()
    await answerAll()
    choose('Only me')
    press('Send')
    fireEvent.click(await screen.findByRole('link', { name: 'Job situation: Choose a number from 1 to 7.' }))
    expect(document.activeElement).toBe(screen.getByRole('link', { name: 'Change your answer: Job situation' }))
  })

  it('sends without the id of an ask that the service does not know', async () => {
    table[sending] = { status: 422, body: { code: 'http.invalid', detail: 'Look again.', fields: { asked_id: ['This is not what you were asked for.'] } } }
    open('', '?ask=a1')
    await answerAll()
    choose('Only me')
    press('Send')
    await screen.findByRole('heading', { name: 'This has not been sent' })
    expect(sent().map(({ body }) => (body as { asked_id: string | null }).asked_id)).toEqual(['a1', null])
  })

  it('takes the time anew when the clock of the phone was wrong', async () => {
    table[sending] = { status: 422, body: { code: 'http.invalid', detail: 'Look again.', fields: { answered_at: ['This day has not come yet.'] } } }
    open()
    await answerAll()
    choose('Only me')
    press('Send')
    await screen.findByText('This day has not come yet.')
    await waitFor(async () => expect((await kept())?.answered_at).toBeNull())
  })

  it('moves to the newest questions when the service has others by then', async () => {
    open()
    await answerAll()
    table['GET /api/instruments'] = { body: { instruments: [{ ...dialog, version: '2', items: [...dialog.items, item('money', 'Money')] }] } }
    table[sending] = { status: 409, body: { code: 'outcomes.other_version', detail: 'The questions have changed.' } }
    choose('Only me')
    press('Send')
    await screen.findByText('The questions have changed since you began.')
    screen.getByText(/2 answers are kept. 2 questions are new./)
    await waitFor(async () => expect((await kept())?.instrument.version).toBe('2'))
  })

  it('offers both when other answers had arrived under the same id', async () => {
    table[sending] = { status: 409, body: { code: 'http.id_taken', detail: 'Taken.' } }
    open()
    await answerAll()
    choose('Only me')
    press('Send')
    await screen.findByText('Your answers had arrived already. You changed something since.')
    expect(screen.getByRole('link', { name: 'See what arrived' }).getAttribute('href')).toBe('/how-life-is')
    table[sending] = { status: 201, body: november }
    press('Send these as new answers')
    await screen.findByText('came to /how-life-is')
    expect(sent()[1]!.path).not.toBe(sent()[0]!.path)
  })

  it('holds everything for the same person when the session ended meanwhile', async () => {
    table[sending] = { status: 401, body: { code: 'identity.signed_out', detail: 'Please sign in.' } }
    const { unmount } = open()
    await answerAll()
    choose('Only me')
    press('Send')
    await waitFor(() => expect(sent()).toHaveLength(1))
    unmount()
    await forgetDraft(me.account_id, draftKey('dialog'))
    open('#check')
    await screen.findByText('5, fairly satisfied')
  })
})
