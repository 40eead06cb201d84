import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { keepDraft } from '../../shared/device/drafts'
import { newId } from '../../shared/ids'
import { session } from '../../shared/session'
import { alex, asha } from '../../shared/testing/answers'
import { pace } from '../../shared/use-watched'
import { draftKey, noteSent, takeSent } from '../sent'
import { march, never, november, twice } from '../testing/dialog'
import { sent, serve, show, type Table } from '../testing/show'
import { AskForPage } from './AskForPage'
import { HowLifeIsPage } from './HowLifeIsPage'
import { TheirHowLifeIsPage } from './TheirHowLifeIsPage'

const own = `/api/records/${alex.record_id ?? ''}`
const ask = { id: 'a1', instrument: 'dialog', title: 'How my life is going', asked_by: 'Asha Begum', at: march.answered_at, due_on: '2027-03-05', words: 'For Friday.', is_due: false, response_id: null }
const around = { preferred_name: 'Alex', team: null, key_worker: null, carer_champion: null, people: [] }
const nobody = { stop: null, people: [], team: null, wording: '' }
const table: Table = {}
let me = alex

beforeEach(() => {
  me = { ...alex, account_id: newId() }
  for (const key of Object.keys(table)) Reflect.deleteProperty(table, key)
  Object.assign(table, {
    [`GET ${own}/outcomes?instrument=dialog`]: { body: twice },
    [`GET ${own}/questionnaires`]: { body: { asks: [] } },
    'GET /api/sharing': { body: nobody },
    'GET /api/records/r1/around': { body: around },
    'GET /api/records/r1/outcomes?instrument=dialog': { body: { ...twice, latest: { ...november, is_mine: false, how: 'for_them', entered_by: 'Asha Begum' } } },
    'GET /api/records/r1/questionnaires': { body: { asks: [] } },
    'GET /api/instruments': { body: { instruments: [twice.instrument] } },
  })
  serve(table)
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
  takeSent()
  session.value = { state: 'signed-out', because: 'left' }
})

const open = (query = '') => show(HowLifeIsPage, '/how-life-is', `/how-life-is${query}`, me)
const openTheirs = (who = asha) => show(TheirHowLifeIsPage, '/records/:recordId/how-life-is', '/records/r1/how-life-is', who)

describe('how life is', () => {
  it('offers a first small step while nothing was answered', async () => {
    table[`GET ${own}/outcomes?instrument=dialog`] = { body: never }
    open()
    await screen.findByText(/Nothing is here yet/)
    expect(screen.getByRole('link', { name: 'Answer the questions' }).getAttribute('href')).toBe('/questions/dialog')
    expect(screen.queryByText('What is going well')).toBeNull()
    expect(screen.queryByText('Over time')).toBeNull()
  })

  it('begins with what is going well, then says last time and this time in words', async () => {
    open()
    await screen.findByText('Mental health: fairly satisfied, up by 2 since March.')
    const headings = screen.getAllByRole('heading', { level: 2 }).map((heading) => heading.textContent)
    expect(headings).toEqual(['What is going well', 'Last time and this time', 'Your own words', 'Choose what to talk about', 'Taken together', 'Over time', 'Who sees these'])
    screen.getByText('Last time 3, fairly dissatisfied. Now 5, fairly satisfied.')
    screen.getByText('Up by 2 since March')
    screen.getByText('Last time 6, very satisfied. Not answered this time.')
    screen.getByText('Not enough answers (1 of 2 answered)')
    screen.getByText('A better week.')
  })

  it('shows this time alone after the first time, and no course yet', async () => {
    table[`GET ${own}/outcomes?instrument=dialog`] = { body: { ...twice, count: 1, previous: null, first: november } }
    open()
    await screen.findByRole('heading', { name: 'This time' })
    screen.getByText('Now 5, fairly satisfied.')
    expect(screen.queryByText(/^Last time/)).toBeNull()
    expect(screen.queryByRole('heading', { name: 'Over time' })).toBeNull()
  })

  it('draws the course with the same in words, and in a table that is made when it is opened', async () => {
    open()
    const chart = await screen.findByRole('img', { name: /^Mental health: 2 times/ })
    expect(chart.getAttribute('aria-label')).toContain('First 3, fairly dissatisfied, last 5, fairly satisfied. Lowest 3, fairly dissatisfied, highest 5, fairly satisfied.')
    expect(screen.queryByRole('table')).toBeNull()
    const details = chart.closest('li')!.querySelector('details')!
    details.open = true
    fireEvent(details, new Event('toggle'))
    const rows = within(await screen.findByRole('table', { name: 'Mental health, newest first' })).getAllByRole('row')
    expect(rows.map((row) => within(row).queryByRole('cell')?.textContent)).toEqual([undefined, '5, fairly satisfied', '3, fairly dissatisfied'])
  })

  it('names who asked, by when, and leads to the questions for that', async () => {
    table[`GET ${own}/questionnaires`] = { body: { asks: [ask, { ...ask, id: 'a2', response_id: 'r1' }] } }
    open()
    const link = await screen.findByRole('link', { name: /^Asha Begum asked you to fill this in by/ })
    expect(link.getAttribute('href')).toBe('/questions/dialog?ask=a1')
    screen.getByText('For Friday.')
    expect(screen.getAllByRole('link', { name: /asked you/ })).toHaveLength(1)
    expect(screen.queryByRole('link', { name: 'Answer the questions again' })).toBeNull()
  })

  it('keeps one to oneself, and shares it again', async () => {
    table[`PUT ${own}/responses/r2/privacy`] = { body: { ...november, is_private: true } }
    open()
    const [keep] = await screen.findAllByRole('button', { name: /^Keep this one to myself/ })
    table[`GET ${own}/outcomes?instrument=dialog`] = { body: { ...twice, latest: { ...november, is_private: true } } }
    fireEvent.click(keep!)
    await screen.findByText('Only you can see this one.')
    expect(sent()).toEqual([{ path: `${own}/responses/r2/privacy`, body: { is_private: true } }])
    screen.getByRole('button', { name: /^Share this one/ })
  })

  it('says once that the answers are sent', async () => {
    noteSent('r2')
    open()
    await screen.findByText('Your answers are sent.')
    cleanup()
    open()
    await screen.findByText('What is going well')
    expect(screen.queryByText('Your answers are sent.')).toBeNull()
  })

  it('goes on with what was begun on this device', async () => {
    session.value = { state: 'signed-in', me }
    await keepDraft(me.account_id, draftKey('dialog'), { filling: { id: 'f1', given: { job: { value: 3 } } } })
    open()
    await screen.findByRole('link', { name: 'Go on with your questions' })
  })

  it('leads to other questionnaires, and shows one of them', async () => {
    table[`GET ${own}/outcomes?instrument=pain`] = { body: { ...twice, instrument: { ...twice.instrument, key: 'pain', title: 'My pain' }, others: [{ key: 'dialog', title: 'How my life is going', count: 2, latest_at: november.answered_at }] } }
    open('?of=pain')
    await screen.findByRole('heading', { level: 1, name: 'My pain' })
    expect(screen.getByRole('link', { name: /^How my life is going: 2 times/ }).getAttribute('href')).toBe('/how-life-is')
    expect(screen.getByRole('link', { name: 'Answer the questions again' }).getAttribute('href')).toBe('/questions/pain')
  })
})

describe('how life is for somebody else', () => {
  it('shows a worker the same, with who entered it, and what they can do', async () => {
    openTheirs()
    await screen.findByRole('heading', { level: 1, name: 'How life is for Alex' })
    screen.getByText('Entered by Asha Begum.')
    expect(screen.getByRole('link', { name: 'Ask for a questionnaire' }).getAttribute('href')).toBe('/records/r1/ask')
    expect(screen.getByRole('link', { name: 'Enter answers for them' }).getAttribute('href')).toBe('/records/r1/questions/dialog')
    expect(document.title).not.toContain('Alex')
    expect(screen.queryByText('Who sees these')).toBeNull()
  })

  it('shows a friend no door of the team', async () => {
    openTheirs({ ...asha, is_worker: false, is_trusted: true })
    await screen.findByText('What is going well')
    expect(screen.queryByRole('link', { name: 'Ask for a questionnaire' })).toBeNull()
    expect(screen.getByRole('link', { name: 'Alex' }).getAttribute('href')).toBe('/support/r1')
  })

  it('shows no asking to a worker of somewhere else who sees it as a friend', async () => {
    table['GET /api/records/r1/questionnaires'] = { status: 404, body: { code: 'http.not_found', detail: 'Nothing.' } }
    openTheirs()
    await screen.findByText('What is going well')
    expect(screen.queryByRole('link', { name: 'Ask for a questionnaire' })).toBeNull()
  })

  it('reads the same whether nothing is written or nothing is shared, and empties by itself', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    openTheirs()
    await screen.findByText('What is going well')
    table['GET /api/records/r1/outcomes?instrument=dialog'] = { body: { ...never, may_add: false } }
    await vi.advanceTimersByTimeAsync(pace.every + 100)
    await screen.findByText('Nothing is written down here.')
    expect(screen.queryByText('What is going well')).toBeNull()
    expect(screen.queryByRole('link', { name: 'Enter answers for them' })).toBeNull()
  })

  it('takes back what was asked for', async () => {
    table['GET /api/records/r1/questionnaires'] = { body: { asks: [ask] } }
    table['DELETE /api/records/r1/questionnaires/a1'] = { status: 204 }
    openTheirs()
    const button = await screen.findByRole('button', { name: 'Take it back: How my life is going' })
    table['GET /api/records/r1/questionnaires'] = { body: { asks: [] } }
    fireEvent.click(button)
    await waitFor(() => expect(screen.queryByText('What you asked for')).toBeNull())
  })
})

describe('asking for a questionnaire', () => {
  const openAsk = () => show(AskForPage, '/records/:recordId/ask', '/records/r1/ask', asha)

  it('asks by a day, with a few words', async () => {
    table['PUT /api/records/r1/questionnaires/'] = { status: 201, body: ask }
    openAsk()
    await screen.findByRole('heading', { level: 1, name: 'Ask Alex to fill something in' })
    fireEvent.input(screen.getByLabelText('By when?'), { target: { value: '2026-12-04' } })
    fireEvent.input(screen.getByLabelText('A few words to them (if you like)'), { target: { value: ' For Friday. ' } })
    fireEvent.click(screen.getByRole('button', { name: 'Ask' }))
    await screen.findByText('came to /records/r1/how-life-is')
    expect(sent()[0]!.body).toEqual({ instrument: 'dialog', due_on: '2026-12-04', words: 'For Friday.' })
  })

  it('asks for a day before it is sent, and shows what the service says of it', async () => {
    table['PUT /api/records/r1/questionnaires/'] = { status: 422, body: { code: 'http.invalid', detail: 'Look again.', fields: { due_on: ['Choose a day that is not over yet.'] } } }
    openAsk()
    fireEvent.input(await screen.findByLabelText('By when?'), { target: { value: '' } })
    fireEvent.click(screen.getByRole('button', { name: 'Ask' }))
    screen.getByRole('link', { name: 'Choose a day.' })
    expect(sent()).toEqual([])
    fireEvent.input(screen.getByLabelText('By when?'), { target: { value: '2020-01-01' } })
    fireEvent.click(screen.getByRole('button', { name: 'Ask' }))
    await screen.findByRole('link', { name: 'Choose a day that is not over yet.' })
  })
})
