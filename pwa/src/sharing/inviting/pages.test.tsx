import { fireEvent, render, screen, within } from '@testing-library/preact'
import { LocationProvider, Route, Router } from 'preact-iso'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { session } from '../../shared/session'
import { hasUnsavedWork } from '../../shared/unsaved'
import { alex, answerWith, noSignal } from '../../shared/testing/answers'
import { planItem, sectionsWith, theirPlan } from '../../shared/testing/safety-plans'
import { LinkPage } from '../people/LinkPage'
import { after, before, noDraft, stepsOf } from './draft'
import { InviteSomebodyPage } from './InviteSomebodyPage'

const team = { team: { id: 't', name: 'Riverside' }, members: [], wording: '2026-11', sections: [] }
const request = {
  id: 'r1', state: 'sent', words: 'I have stopped sleeping.', asked_at: '2026-11-22T10:00:00Z', closed_at: null, promise: null,
}
const old = { ...request, id: 'r0', closed_at: '2026-01-01T10:00:00Z' }
const made = {
  person: { id: 'made', name: 'Jo' }, link: 'https://waymark.example/trusted#abc', code: '012345', qr: { size: 21, path: 'M0 0h1v1h-1z' },
  expires_at: '2099-01-01T10:00:00Z',
}
const table: Record<string, { status?: number; body?: unknown } | Error> = {}
let invited: { status?: number; body?: unknown } | Error

beforeEach(() => {
  for (const key of Object.keys(table)) delete table[key]
  invited = { status: 201, body: made }
  Object.assign(table, {
    'GET /api/sharing': { body: { stop: null, people: [], team, wording: '2026-11' } },
    'GET /api/my-team': { body: { team: { name: 'Riverside', phone: '01632 960101' }, key_worker: { account_id: 'k', name: 'Asha Begum' } } },
    'GET /api/step-ups': { body: { step_ups: [request, old] } },
    'GET /api/step-ups/r1': { body: request },
  })
  answerWith(new Proxy(table, { get: (all, key: string) => (key.startsWith('PUT /api/trusted-people/') ? invited : all[key]) }))
  session.value = { state: 'signed-in', me: alex }
  history.replaceState(null, '', '/people/invite')
})

const show = () => render(
  <LocationProvider>
    <Router>
      <Route path="/people/invite" component={InviteSomebodyPage} />
      <Route path="/people/:id/link" component={LinkPage} />
    </Router>
  </LocationProvider>,
)
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }))
const tick = async (name: string) => fireEvent.click(await screen.findByLabelText(name))
const puts = () => vi.mocked(fetch).mock.calls.filter(([, init]) => init?.method === 'PUT')
const asked = () => JSON.parse(puts().at(-1)?.[1]?.body as string) as Record<string, unknown>

async function untilSections() {
  await tick('No')
  await press('Go on')
  fireEvent.input(await screen.findByLabelText('What do you call them?'), { target: { value: ' Jo ' } })
  await tick('A friend')
  await press('Go on')
  await screen.findByRole('heading', { name: /Sharing with Jo/ })
}

describe('the private question', () => {
  it('has to be answered, and says that not sure is fine', async () => {
    show()
    await press('Go on')
    expect(within(screen.getByRole('alert')).getByText(/“Not sure” is fine/)).toBeTruthy()
  })

  it.each(['Yes', 'Not sure'])('leads to kind help on %s, and nothing of it is sent or kept', async (answer) => {
    show()
    await tick(answer)
    await press('Go on')
    screen.getByText('You can invite them and share nothing. It looks the same to them.')
    await screen.findByText(/Asha Begum, your worker/)
    expect(screen.getByRole('link', { name: 'Leave. Invite nobody' }).getAttribute('href')).toBe('/people')
    await press('Go on')
    await screen.findByLabelText('What do you call them?')
    expect(vi.mocked(fetch).mock.calls.filter(([, init]) => (init?.method ?? 'GET') !== 'GET')).toHaveLength(0)
    expect(hasUnsavedWork()).toBe(false)
    expect(location.href).not.toMatch(/[?#]/)
  })
})

describe('inviting', () => {
  it('goes one thing at a time, and ends with the link and the code', async () => {
    show()
    await untilSections()
    await tick('My requests')
    await press('Go on')
    await tick('See and add')
    await tick('Only while a request of mine is open')
    await press('Go on')
    fireEvent.input(await screen.findByLabelText('Please do'), { target: { value: 'Ring me.' } })
    await press('Go on')
    const preview = await screen.findByRole('group', { name: 'What Jo would see' })
    await within(preview).findByText('I have stopped sleeping.')
    within(preview).getByText('Ring me.')
    await press('Go on')
    await press('Make the invitation')
    await screen.findByRole('heading', { name: 'The invitation for Jo is ready' })
    screen.getByRole('img', { name: 'The code is 0 1 2 3 4 5' })
    expect(asked()).toEqual({
      name: 'Jo', relation: 'friend', contact: null, please_do: 'Ring me.', please_dont: null, review_at: null, wording: '2026-11',
      sections: [{ section: 'step_ups', may_add: true, only_while_open: true, starts_at: null, ends_at: null }],
    })
  })

  it('may be to nothing at all', async () => {
    show()
    await untilSections()
    await press('Go on')
    await screen.findByLabelText('Please do')
    await press('Go on')
    await screen.findByText('Nothing more.')
    await press('Go on')
    await press('Make the invitation')
    await screen.findByRole('heading', { name: 'The invitation for Jo is ready' })
    expect(asked().sections).toEqual([])
  })

  it('asks for the address where it is to be sent there, and tries again as the same invitation', async () => {
    show()
    await untilSections()
    for (let step = 0; step < 3; step++) await press('Go on')
    await tick('You send it for me')
    await press('Make the invitation')
    expect(within(screen.getByRole('alert')).getByText(/Enter their e-mail/)).toBeTruthy()
    fireEvent.input(screen.getByLabelText('Their e-mail address or mobile number'), { target: { value: 'jo@example.org' } })
    invited = noSignal
    await press('Make the invitation')
    await screen.findByText(/could not reach the service/)
    invited = { status: 200, body: made }
    await press('Make the invitation')
    await screen.findByText('We have sent it to jo@example.org.')
    expect(new Set(puts().map(([url]) => url)).size).toBe(1)
  })

  it('says what is wrong with a last day', async () => {
    show()
    await untilSections()
    await tick('My requests')
    await press('Go on')
    await tick('Until a day that I choose')
    await press('Go on')
    within(screen.getByRole('alert')).getByText('Choose the last day.')
  })
})

it('shows what of goals, of a rating and of what was agreed the other would see; nothing that is kept private', async () => {
  const record = `/api/records/${alex.record_id ?? ''}`
  const goal = { id: 'g1', words: 'Grow beans.', status: 'active', is_private: false, steps: [{ is_done: true }, { is_done: false }] }
  const rating = (is_private: boolean, value: number) => ({ is_private, answered_at: '2026-11-20T10:00:00Z', answers: [{ item: 'job', value }] })
  const items = [{ key: 'job', words: 'Job situation', labels: [{ value: 5, words: 'fairly satisfied' }, { value: 2, words: 'very dissatisfied' }] }]
  table[`GET ${record}/goals`] = { body: { goals: [goal, { ...goal, id: 'g2', words: 'Mine alone.', is_private: true }] } }
  table[`GET ${record}/outcomes?instrument=dialog`] = { body: { instrument: { items }, latest: rating(true, 2), previous: rating(false, 5), first: null } }
  table[`GET ${record}/working-on`] = { body: { actions: [] } }
  show()
  await untilSections()
  for (const section of ['My goals', 'How my life is going', 'What I want to change']) await tick(section)
  for (let step = 0; step < 3; step++) await press('Go on')
  const preview = await screen.findByRole('group', { name: 'What Jo would see' })
  await within(preview).findByText('Grow beans. (1 of 2 steps ticked)')
  within(preview).getByText('Job situation: fairly satisfied')
  within(preview).getByText('Nothing is written here yet.')
  expect(within(preview).queryByText(/Mine alone|dissatisfied/)).toBeNull()
})

it('shows what of her safety plan the other would see: the parts that she shares, and no others', async () => {
  const shared = { audience: 'shared' as const }
  const sections = sectionsWith({
    signs: [planItem('I stay in.')],
    people: [planItem('Sam', { phone: '07700 900123' })],
    going: [planItem('Biscuit.')],
    distressed: [planItem('Sit with me.', { group: 'do' }), planItem('Ring my sister.', { group: 'dont' })],
    triggers: [planItem('Letters.')],
    safer: [planItem('Ada has my keys.')],
  }, shared).map((section) => ({ ...section, audience: section.heading === 'triggers' ? 'mine' as const : section.heading === 'safer' ? 'team' as const : section.audience }))
  const photo = (words: string, is_private: boolean) => ({ id: words, words, width: 1, height: 1, bytes: 1, is_private, at: '2026-11-20T10:00:00Z' })
  table[`GET /api/records/${alex.record_id ?? ''}/safety-plan`] = { body: theirPlan({}, { sections, photos: [photo('My cat', false), photo('', false), photo('Secret', true)] }) }
  show()
  await untilSections()
  await tick('My safety plan')
  for (let step = 0; step < 3; step++) await press('Go on')
  const preview = await screen.findByRole('group', { name: 'What Jo would see' })
  await within(preview).findByText('How I know it is getting harder: I stay in.')
  expect(within(preview).getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
    'How I know it is getting harder: I stay in.', 'People I can ask: Sam 07700 900123', 'What keeps me going: Biscuit.; My cat; A photo',
    'When I am very distressed: please do, please don’t: Sit with me.; Please don’t: Ring my sister.',
  ])
})

it('asks nothing about terms while nothing is shared', () => {
  const some = { ...noDraft, choice: { ...noDraft.choice, sections: ['goals' as const] } }
  expect(stepsOf(noDraft)).not.toContain('terms')
  expect([after('sections', noDraft), after('sections', some)]).toEqual(['asks', 'terms'])
  expect([before('who', noDraft), before('asks', some), after('send', some)]).toEqual(['private', 'terms', 'send'])
})
