import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/preact'
import { LocationProvider } from 'preact-iso'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { SafetyPlan } from '../../shared/api-types'
import type { KeptMark, Opened } from '../../shared/device/kept'
import { session } from '../../shared/session'
import { alex, answerWith, noSignal } from '../../shared/testing/answers'
import { item, planOf, section } from '../testing/plan'
import { AfterwardsPage } from './AfterwardsPage'
import { patience } from './find-plan'
import { forgetHelped, readHelped } from './helped'
import { UsePage } from './UsePage'

const kept = vi.hoisted(() => ({ mark: { value: null as KeptMark | null }, openKept: vi.fn<() => Promise<Opened>>(), refreshKept: vi.fn(() => Promise.resolve()) }))
vi.mock('../../shared/device/kept', () => ({ keptMark: kept.mark, openKept: kept.openKept, refreshKept: kept.refreshKept }))

const plan = planOf([
  section('signs', [item('i1', 'Awake at four')]),
  section('myself', [item('i2', 'Make tea'), item('i3', 'Songs', { has_helped: true })], { version: 2 }),
  section('people', [item('i4', 'Mina', { phone: '07700 900123', may_text: true })]),
])
const planPath = `GET /api/records/${alex.record_id}/safety-plan`
const mark: KeptMark = { accountId: alex.account_id, how: 'open', asOf: '2026-11-20T10:00:00Z', phoneId: 'phone' }
const copy = { state: 'open', kept: { plan, photos: {}, teamPhone: { name: 'Riverside', phone: '01632 960101' }, asOf: mark.asOf } } satisfies Opened

const shown = () => screen.getByRole('heading', { level: 1 }).textContent
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))
const use = () => render(<LocationProvider><UsePage /></LocationProvider>)
const fieldNamed = (name: RegExp) => screen.getByLabelText<HTMLInputElement>(name)

beforeEach(async () => {
  history.replaceState(null, '', '/my-plan/use')
  session.value = { state: 'signed-in', me: alex }
  kept.mark.value = null
  kept.openKept.mockReset().mockResolvedValue({ state: 'none' })
  answerWith({ [planPath]: { body: plan } })
  await forgetHelped(alex.account_id)
})

describe('using the plan', () => {
  it('shows one section at a time, says once that nothing is sent, and ends kindly', async () => {
    use()
    await screen.findByRole('heading', { name: 'How I know it is getting harder' })
    screen.getByText(/Nothing is sent to anybody/)
    expect(screen.queryByText('Make tea')).toBeNull()
    press('Next')
    screen.getByText('Make tea')
    expect(screen.queryByText(/Nothing is sent/)).toBeNull()
    expect(document.activeElement?.textContent).toBe('What I can do myself')
    press('Next')
    expect(screen.getByRole('link', { name: 'Ring Mina' }).getAttribute('href')).toBe('tel:07700900123')
    expect(screen.getByRole('link', { name: 'Text Mina' }).getAttribute('href')).toBe('sms:07700900123')
    press('Next')
    expect(shown()).toBe('You have been through your plan')
    expect(document.body.textContent).not.toMatch(/\d+ of \d+|%/)
  })

  it('has a way to somebody on every screen', async () => {
    use()
    await screen.findByRole('button', { name: 'Next' })
    for (let turns = 0; turns < 4; turns++) {
      screen.getByRole('button', { name: 'Talk to somebody' })
      if (turns < 3) press('Next')
    }
    press('Talk to somebody')
    for (const name of ['Ask for more support', 'Ring Mina', 'Ring 999', 'Ring 111']) screen.getByRole('link', { name })
  })

  it('asks which one helped, and keeps it until she decides', async () => {
    use()
    await screen.findByRole('button', { name: 'Next' })
    press('Next')
    press('This helped')
    press('Make tea')
    expect(shown()).toBe('It is good that it helped')
    await waitFor(async () => expect(await readHelped(alex.account_id)).toEqual(['i2']))
    expect(await readHelped('somebody else')).toEqual([])
    press('Stop here')
    expect(screen.getByRole('link', { name: 'When you are ready: what helped?' }).getAttribute('href')).toBe('/my-plan/afterwards')
  })

  it('asks nothing more about a single thing', async () => {
    answerWith({ [planPath]: { body: planOf([section('safer', [item('i9', 'Give the tablets to Mina')])]) } })
    use()
    await screen.findByText('Give the tablets to Mina')
    press('This helped')
    expect(shown()).toBe('It is good that it helped')
  })
})

describe('where the plan comes from', () => {
  it('is the copy where the service is not reached, with its day, its team and no way to ask', async () => {
    session.value = { state: 'signed-out' }
    kept.mark.value = mark
    kept.openKept.mockResolvedValue(copy)
    use()
    await screen.findByText(/This is your plan as of/)
    press('Talk to somebody')
    expect(screen.queryByRole('link', { name: 'Ask for more support' })).toBeNull()
    screen.getByRole('link', { name: 'Ring 01632 960101' })
  })

  it('does not wait for a service that takes too long', async () => {
    const before = { ...patience }
    patience.forPlan = 5
    kept.mark.value = mark
    kept.openKept.mockResolvedValue(copy)
    vi.stubGlobal('fetch', () => new Promise(() => undefined))
    use()
    await screen.findByText(/This is your plan as of/)
    Object.assign(patience, before)
  })

  it('is the copy that she is reading already, whoever is signed in and whatever the service says', async () => {
    document.documentElement.dataset.kept = 'open'
    document.body.insertAdjacentHTML('beforeend', '<div id="kept" data-plan="yes"></div>')
    kept.mark.value = mark
    kept.openKept.mockResolvedValue(copy)
    answerWith({ [planPath]: { body: planOf([section('signs', [item('i9', 'Newer words')])]) } })
    use()
    await screen.findByText(/This is your plan as of/)
    expect(screen.queryByText('Newer words')).toBeNull()
    expect(document.querySelector('#kept')).toBeNull()
    delete document.documentElement.dataset.kept
  })

  it('offers a newer copy below the one that she reads, and puts it there when she says so', async () => {
    session.value = { state: 'signed-out' }
    kept.mark.value = { ...mark, asOf: '2026-11-21T10:00:00Z' }
    const newer = planOf([section('myself', [item('i2', 'Make coffee')])])
    kept.openKept.mockResolvedValueOnce(copy)
    kept.openKept.mockResolvedValue({ state: 'open', kept: { ...copy.kept, plan: newer, asOf: kept.mark.value.asOf } })
    use()
    await screen.findByText('Your plan has changed since this copy was made.')
    screen.getByText('Awake at four')
    press('Show the newest')
    await screen.findByText('Make coffee')
    expect(screen.queryByText('Your plan has changed since this copy was made.')).toBeNull()
  })

  it('says nothing of a newer copy that says the same', async () => {
    session.value = { state: 'signed-out' }
    kept.mark.value = { ...mark, asOf: '2026-11-21T10:00:00Z' }
    kept.openKept.mockResolvedValue(copy)
    use()
    await screen.findByText('Awake at four')
    await waitFor(() => expect(kept.openKept.mock.calls.length).toBeGreaterThan(1))
    expect(screen.queryByRole('button', { name: 'Show the newest' })).toBeNull()
  })

  it('says so where there is none, and whom to ring', async () => {
    session.value = { state: 'signed-out' }
    use()
    await screen.findByRole('heading', { name: 'Your plan is not on this phone' })
    screen.getByRole('link', { name: 'Ring 999' })
  })

  it('says so where it cannot be had, and tries again', async () => {
    answerWith({ [planPath]: noSignal })
    use()
    await screen.findByRole('heading', { name: 'We cannot reach your plan' })
    answerWith({ [planPath]: { body: plan } })
    press('Try again')
    await screen.findByText('Awake at four')
  })

  it('says so when the phone has lost it, and when it is empty', async () => {
    session.value = { state: 'signed-out' }
    kept.openKept.mockResolvedValue({ state: 'lost' })
    const { unmount } = use()
    await screen.findByRole('heading', { name: 'Your plan is not on this phone any more' })
    unmount()
    session.value = { state: 'signed-in', me: alex }
    answerWith({ [planPath]: { body: planOf() } })
    use()
    await screen.findByRole('heading', { name: 'Your plan is still empty' })
  })

  it('goes from the screen when she is signed out elsewhere', async () => {
    use()
    await screen.findByText('Awake at four')
    void act(() => {
      session.value = { state: 'signed-out', because: 'ended' }
    })
    await screen.findByRole('heading', { name: 'Your plan is not on this phone' })
    expect(screen.queryByText('Awake at four')).toBeNull()
  })

  it('shows whom to ring before it is unlocked', async () => {
    session.value = { state: 'signed-out' }
    kept.openKept.mockResolvedValue({ state: 'locked', how: 'pin', waitSeconds: 0 })
    use()
    await screen.findByRole('button', { name: 'Open my plan' })
    screen.getByRole('link', { name: 'Ring 999' })
  })
})

describe('afterwards', () => {
  const open = () => render(<LocationProvider><AfterwardsPage /></LocationProvider>)
  const bodies: { sections: SafetyPlan['sections'] }[] = []

  /** Answers saves in turn; a number is a refusal. */
  const saves = (...answers: (SafetyPlan | number)[]) => {
    bodies.length = 0
    vi.stubGlobal('fetch', vi.fn<typeof fetch>((_path, init) => {
      if (init?.method !== 'PUT') return Promise.resolve(new Response(JSON.stringify(plan)))
      bodies.push(JSON.parse(init.body as string) as (typeof bodies)[number])
      const answer = answers.shift()
      const refused = { code: 'safety_plan.changed', detail: 'It was changed.', fields: { myself: ['3'] } }
      return Promise.resolve(typeof answer === 'number' ? new Response(JSON.stringify(refused), { status: answer }) : new Response(JSON.stringify(answer)))
    }))
  }

  it('puts what helped into the plan when she presses, with the version that she saw', async () => {
    saves(plan)
    open()
    fireEvent.input(await screen.findByLabelText('Something else that helped'), { target: { value: 'The lake' } })
    const where = screen.getByRole('group', { name: 'Where shall it go in your plan?' })
    fireEvent.click(within(where).getByRole('radio', { name: /Places/ }))
    press('Put it in my plan')
    await screen.findByRole('heading', { name: 'It is in your plan now' })
    expect(bodies[0]?.sections.map(({ heading, version, items }) => [heading, version, items.map(({ words }) => words)])).toEqual([['distract', 0, ['The lake']]])
    expect(kept.refreshKept).toHaveBeenCalled()
  })

  it('asks again where the plan was changed meanwhile, and keeps her words', async () => {
    saves(409, plan)
    open()
    fireEvent.input(await screen.findByLabelText('Something else that helped'), { target: { value: 'The lake' } })
    press('Put it in my plan')
    await screen.findByText(/Your plan was changed in the meantime/)
    expect(fieldNamed(/Something else/).value).toBe('The lake')
    press('Put it in my plan')
    await screen.findByRole('heading', { name: 'It is in your plan now' })
    expect(bodies).toHaveLength(2)
  })

  it('costs nothing not to', async () => {
    saves()
    open()
    const away = await screen.findByRole('link', { name: 'Not now' })
    expect(away.getAttribute('href')).toBe('/my-plan')
    press('Put it in my plan')
    screen.getByRole('alert')
    expect(bodies).toEqual([])
  })
})
