import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { forgetDraft, readDraft } from '../shared/device/drafts'
import { session } from '../shared/session'
import { alex, answerWith } from '../shared/testing/answers'
import { AboutMePage } from './AboutMePage'

const record = `/api/records/${alex.record_id ?? ''}`
const at = '2026-11-20T10:00:00Z'
const mine = { id: 'e1', heading: 'matters', title: 'What matters most to me', words: 'My garden.', at, by: 'Alex Morgan', is_mine: true }
const ashas = { ...mine, id: 'e2', words: 'A text first helps.', by: 'Asha Begum', is_mine: false }
const ada = { id: 'c1', version: 3, name: 'Ada', relation: 'my sister', phone: '07700 900123', note: 'Ring her first.', at, by: 'Alex Morgan', is_mine: true, may_change: true }
const empty = { sections: [], contacts: [], may_add: true }
const table: Record<string, { status?: number; body?: unknown } | Error> = {}

/** Puts go to addresses with an id made on the page: every PUT below `start` gets this answer. */
function answerPut(start: string, reply: { status?: number; body?: unknown }): void {
  const plain = vi.mocked(fetch).getMockImplementation()!
  vi.mocked(fetch).mockImplementation(async (path, init) => {
    if (init?.method === 'PUT' && (path as string).startsWith(start)) return new Response(JSON.stringify(reply.body), { status: reply.status ?? 200 })
    return await plain(path, init)
  })
}
const sent = () => vi.mocked(fetch).mock.calls.filter(([, init]) => init?.method === 'PUT')
const bodyOf = (call: ReturnType<typeof sent>[number]) => JSON.parse(call[1]!.body as string) as unknown

beforeEach(() => {
  session.value = { state: 'signed-in', me: alex }
  for (const key of Object.keys(table)) Reflect.deleteProperty(table, key)
  Object.assign(table, {
    [`GET ${record}/about-me`]: { body: { sections: [mine, ashas], contacts: [ada], may_add: true } },
    'GET /api/messages-about-me': { body: { messages: [] } },
  })
  answerWith(table)
})
afterEach(async () => {
  cleanup()
  for (const key of ['about-me-matters', 'about-me-contact-new', 'about-me-contact-c1']) await forgetDraft(alex.account_id, key)
})

const write = async (button: string) => fireEvent.click(await screen.findByRole('button', { name: button }))
const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } })
const question = 'What should everybody who helps you know first?'

describe('about me', () => {
  it('offers a first small step while nothing is written', async () => {
    table[`GET ${record}/about-me`] = { body: empty }
    render(<AboutMePage />)
    await screen.findByText(/A small first step/)
    expect(screen.getAllByText('Nothing yet.')).toHaveLength(7)
    screen.getByText(/You could begin with one person you trust/)
  })

  it('shows one’s own words, and beside them what others added, with their name', async () => {
    render(<AboutMePage />)
    await screen.findByText('My garden.')
    expect(screen.getByText('Asha Begum added:').parentElement!.textContent).toBe('Asha Begum added: A text first helps.')
    expect(screen.getByRole('link', { name: 'Ring 07700 900123' }).getAttribute('href')).toBe('tel:07700900123')
  })

  it('writes a new version of one’s own words, naming the one that was read', async () => {
    answerPut(`${record}/about-me/`, { body: { ...empty, sections: [{ ...mine, id: 'e3', words: 'My cat.' }] } })
    render(<AboutMePage />)
    await write('Change: What matters most to me')
    type(question, ' My cat. ')
    fireEvent.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByRole('button', { name: 'Change: What matters most to me' })
    screen.getByText('My cat.')
    expect(bodyOf(sent()[0]!)).toEqual({ heading: 'matters', words: 'My cat.', replaces: 'e1' })
    expect(await readDraft(alex.account_id, 'about-me-matters')).toBeNull()
  })

  it('takes words away when they are cleared, and asks for some where there were none', async () => {
    answerPut(`${record}/about-me/`, { body: empty })
    render(<AboutMePage />)
    await write('Change: What matters most to me')
    type(question, '')
    fireEvent.click(screen.getByRole('button', { name: 'Save' }))
    await write('Write something: What matters most to me')
    expect(bodyOf(sent()[0]!)).toEqual({ heading: 'matters', words: '', replaces: 'e1' })
    fireEvent.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByText('Write a few words first.')
    expect(sent()).toHaveLength(1)
  })

  it('keeps the words and fetches the newest when another device was faster; saving again replaces those', async () => {
    render(<AboutMePage />)
    await write('Change: What matters most to me')
    answerPut(`${record}/about-me/`, { status: 409, body: { code: 'about_me.changed', detail: 'This was changed in the meantime.' } })
    table[`GET ${record}/about-me`] = { body: { ...empty, sections: [{ ...mine, id: 'e9', words: 'From the tablet.' }] } }
    type(question, 'From the phone.')
    fireEvent.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByText(/This was changed in the meantime\./)
    expect(screen.getByLabelText<HTMLTextAreaElement>(question).value).toBe('From the phone.')
    fireEvent.click(screen.getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(sent()).toHaveLength(2))
    expect(bodyOf(sent()[1]!)).toEqual({ heading: 'matters', words: 'From the phone.', replaces: 'e9' })
  })

  it('has begun words again after the page was left', async () => {
    const { unmount } = render(<AboutMePage />)
    await write('Change: What matters most to me')
    type(question, 'Half a thought')
    await waitFor(async () => expect((await readDraft<{ words: string }>(alex.account_id, 'about-me-matters'))?.value.words).toBe('Half a thought'))
    unmount()
    render(<AboutMePage />)
    await write('Change: What matters most to me')
    await screen.findByText('We kept your words. They are not saved yet.')
    expect(screen.getByLabelText<HTMLTextAreaElement>(question).value).toBe('Half a thought')
    fireEvent.click(screen.getByRole('button', { name: 'Leave it as it is' }))
    await screen.findByText('My garden.')
    expect(await readDraft(alex.account_id, 'about-me-matters')).toBeNull()
  })
})

describe('people who matter to me', () => {
  it('asks for a name before anything is sent, and sends no number as none', async () => {
    answerPut(`${record}/contacts/`, { status: 201, body: { ...empty, contacts: [{ ...ada, id: 'c2', name: 'Bea' }] } })
    render(<AboutMePage />)
    await write('Add somebody')
    fireEvent.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByText('Enter their name.')
    expect(sent()).toHaveLength(0)
    type('Their name', ' Bea ')
    fireEvent.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByText('Bea')
    expect(bodyOf(sent()[0]!)).toEqual({ name: 'Bea', relation: '', phone: null, note: '', version: 0 })
  })

  it('changes somebody from the version that was read', async () => {
    answerPut(`${record}/contacts/c1`, { body: { ...empty, contacts: [{ ...ada, note: 'Evenings.' }] } })
    render(<AboutMePage />)
    await write('Change Ada')
    type('Good to know about them (if you like)', 'Evenings.')
    fireEvent.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByText('Evenings.')
    expect(bodyOf(sent()[0]!)).toEqual({ name: 'Ada', relation: 'my sister', phone: '07700 900123', note: 'Evenings.', version: 3 })
  })

  it('takes somebody off the list, and says so when that was not possible', async () => {
    table[`DELETE ${record}/contacts/c1`] = { status: 503, body: { code: 'http.unavailable', detail: 'Please try again in a minute.' } }
    render(<AboutMePage />)
    await write('Take Ada off the list')
    await screen.findByText(/Please try again in a minute\./)
    screen.getByText('Ada')
    table[`DELETE ${record}/contacts/c1`] = { status: 204 }
    table[`GET ${record}/about-me`] = { body: empty }
    await write('Take Ada off the list')
    await waitFor(() => expect(screen.queryByText('Ada')).toBeNull())
  })
})

describe('what carers told my team', () => {
  it('shows what was not said in confidence, and always says that there can be more', async () => {
    table['GET /api/messages-about-me'] = { body: { messages: [{ id: 'm1', at, from: 'Jo Hart', relation: 'friend', words: 'Not eating much.', read_by: [] }] } }
    render(<AboutMePage />)
    const part = (await screen.findByRole('heading', { name: 'What carers told my team' })).closest('section')!
    await within(part).findByText('Not eating much.')
    within(part).getByText(/Jo Hart/)
    within(part).getByText(/Those are not shown here/)
  })
})
