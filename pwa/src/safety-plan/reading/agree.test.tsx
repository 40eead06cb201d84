import { cleanup, fireEvent, render, screen } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PlanAgreement, SafetyPlan } from '../../shared/api-types'
import { session } from '../../shared/session'
import { alex, answerWith, noSignal } from '../../shared/testing/answers'
import { at, item, planOf, section } from '../testing/plan'
import { AgreePage } from './AgreePage'
import { monthsOn } from './review-days'

type Reply = { status?: number; body?: unknown } | Error
const record = `/api/records/${alex.record_id ?? ''}/safety-plan`
const written = [section('signs', [item('1', 'I stop answering')])]
const hers = { at, by: 'Alex Morgan' }
const theirs = { at, by: 'Asha Begum' }
const agreement = (more: Partial<PlanAgreement> = {}): PlanAgreement => ({
  proposal_id: 'p1', review_on: '2027-02-22', person: hers, worker: theirs, is_agreed: true, changed_since: false, is_due: false, may_say_yes: false, ...more,
})

let plan: SafetyPlan
let choice: { is_shared: boolean; may_add: boolean }
let answers: Reply[]
let asked: { path: string; body: { proposal_id: string; review_on: string } }[]

beforeEach(() => {
  session.value = { state: 'signed-in', me: alex }
  vi.setSystemTime('2026-11-22T10:00:00Z')
  plan = planOf(written)
  choice = { is_shared: true, may_add: true }
  ;[answers, asked] = [[], []]
  const fetch = answerWith(new Proxy({}, {
    get: (_all, key: string) => {
      if (key === 'GET /api/my-team') return { body: { team: {}, key_worker: { account_id: 'w', name: 'Asha Begum' }, first_wait_minutes: 15 } }
      if (key === 'GET /api/sharing/team') return { body: { sections: [{ section: 'safety_plan', ...choice }] } }
      if (key === `GET ${record}`) return { body: plan }
      return answers.length > 1 ? answers.shift() : answers[0]
    },
  }))
  const answer = fetch.getMockImplementation()!
  fetch.mockImplementation((path, init) => {
    if (init?.method === 'PUT') asked.push({ path: path as string, body: JSON.parse(init.body as string) as typeof asked[0]['body'] })
    return answer(path, init)
  })
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }))

describe('days to look again', () => {
  it.each([
    ['2026-11-22', 1, '2026-12-22'], ['2026-11-22', 3, '2027-02-22'], ['2027-01-31', 1, '2027-02-28'], ['2026-12-31', 6, '2027-06-30'], ['2028-01-30', 1, '2028-02-29'],
  ])('%s and %i months: %s', (day, months, then) => expect(monthsOn(day, months)).toBe(then))
})

describe('asking the worker to agree', () => {
  it('says what it means, and asks with a day: her yes to a proposal of her own', async () => {
    answers = [{ status: 201, body: planOf(written, { proposal: agreement({ worker: null, is_agreed: false }) }) }]
    render(<AgreePage />)
    await screen.findByRole('heading', { name: 'Ask Asha Begum to agree' })
    screen.getByText(/You can change it at any time/)
    fireEvent.click(screen.getByRole('radio', { name: 'In three months' }))
    await press('Say yes and ask')
    await screen.findByText('You said yes. We are telling Asha Begum now.')
    screen.getByRole('heading', { name: 'Waiting for Asha Begum' })
    expect(asked[0]?.body.review_on).toBe('2027-02-22')
    expect(asked[0]?.path).toBe(`${record}/agreements/${asked[0]?.body.proposal_id ?? ''}`)
  })

  it('asks for what is missing', async () => {
    render(<AgreePage />)
    await press('Say yes and ask')
    await screen.findByText('Choose when you would like to look at it again.')
    fireEvent.click(screen.getByRole('radio', { name: 'On a day that I choose' }))
    await press('Say yes and ask')
    await screen.findByText('Choose a day.')
    expect(asked).toEqual([])
  })

  it('shows what the service says about the day, and sends the same again after no signal', async () => {
    const refusal = { status: 422, body: { code: 'http.invalid', detail: 'Look at the day.', fields: { review_on: ['Choose a day within a year.'] } } }
    answers = [noSignal, refusal]
    render(<AgreePage />)
    fireEvent.click(await screen.findByRole('radio', { name: 'On a day that I choose' }))
    fireEvent.input(screen.getByLabelText('Which day?'), { target: { value: '2029-01-01' } })
    await press('Say yes and ask')
    await screen.findByText('We could not ask')
    await press('Say yes and ask')
    await screen.findByText('Choose a day within a year.')
    expect(asked[1]).toEqual(asked[0])
  })

  it.each([
    [{ is_shared: false, may_add: false }, 'Your team cannot see your plan yet'],
    [{ is_shared: true, may_add: false }, 'Your team can read your plan, but not answer'],
  ])('says first what the team has to see: %j', async (team, said) => {
    choice = team
    render(<AgreePage />)
    await screen.findByText(said)
    expect(screen.getByRole('link', { name: 'Choose what your team sees' }).getAttribute('href')).toBe('/sharing')
    expect(screen.queryByRole('button', { name: 'Say yes and ask' })).toBeNull()
  })

  it('asks nobody about an empty plan', async () => {
    plan = planOf([])
    render(<AgreePage />)
    await screen.findByText(/There is nothing in your plan yet/)
  })
})

describe('a proposal of the worker', () => {
  const proposal = agreement({ person: null, is_agreed: false, may_say_yes: true })

  it('gets her yes', async () => {
    plan = planOf(written, { proposal })
    answers = [{ status: 201, body: planOf(written, { agreement: agreement() }) }]
    render(<AgreePage />)
    await screen.findByRole('heading', { name: 'Asha Begum says yes to your plan' })
    await press('Yes, I agree')
    await screen.findByText('You both agree. We remind you when the day comes.')
    screen.getByText('You look at it again together on 22 February 2027.')
    expect(asked[0]?.body).toEqual({ proposal_id: 'p1', review_on: '2027-02-22' })
    expect(asked[0]?.path).not.toContain('p1')
  })

  it('is no longer there to say yes to when the plan has changed meanwhile', async () => {
    plan = planOf(written, { proposal })
    answers = [{ status: 409, body: { code: 'safety_plan.changed_since', detail: 'The plan has changed since.' } }]
    render(<AgreePage />)
    await screen.findByRole('button', { name: 'Yes, I agree' })
    plan = planOf(written, { proposal: { ...proposal, changed_since: true } })
    await press('Yes, I agree')
    await screen.findByText(/Your plan has changed since they said this/)
    expect(screen.queryByRole('button', { name: 'Yes, I agree' })).toBeNull()
    screen.getByRole('heading', { name: 'Ask again, or choose another day' })
  })
})

describe('what was agreed', () => {
  it('says who, when, and that the plan has changed since', async () => {
    plan = planOf(written, { agreement: agreement({ changed_since: true }) })
    render(<AgreePage />)
    await screen.findByText('You said yes Friday 20 November, Asha Begum Friday 20 November.')
    screen.getByText(/Your plan has changed since then\. That is fine\./)
    screen.getByRole('heading', { name: 'Agree again' })
  })

  it('is looked through when its day has come, and agreed again', async () => {
    plan = planOf(written, { agreement: agreement({ is_due: true, review_on: '2026-11-22' }) })
    render(<AgreePage />)
    await screen.findByRole('heading', { name: 'It is time to look at your plan again' })
    expect(screen.getByRole('link', { name: 'Read my plan' }).getAttribute('href')).toBe('/my-plan')
    screen.getByText(/agree again below/)
  })
})
