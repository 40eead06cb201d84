import { cleanup, screen, waitFor } from '@testing-library/preact'
import { afterEach, describe, expect, it } from 'vitest'
import { forgetDraft, keepDraft } from '../../shared/device/drafts'
import { alex } from '../../shared/testing/answers'
import { item, planOf, section, suggestion } from '../testing/plan'
import { open, serve } from '../testing/show'
import { MyPlanPage } from './MyPlanPage'
import { draftKey, type SectionDraft } from './rules'

const show = () => open('/my-plan', '/my-plan', MyPlanPage)
const link = (name: string) => screen.findByRole('link', { name })
afterEach(async () => {
  cleanup()
  await forgetDraft(alex.account_id, draftKey('signs'))
})

describe('a plan that is not begun', () => {
  it('invites to two sections, lays no blanks before anybody, and says that nobody watches', async () => {
    serve(planOf())
    show()
    expect((await link('What I can do myself')).getAttribute('href')).toBe('/my-plan/sections/myself')
    expect((await link('People I can ask')).getAttribute('href')).toBe('/my-plan/sections/people')
    expect(screen.queryByRole('textbox')).toBeNull()
    expect(screen.queryByRole('link', { name: 'Use my plan' })).toBeNull()
    screen.getByText(/Nobody watches this plan\./)
    expect((await link('I need more support')).getAttribute('href')).toBe('/ask')
  })
})

describe('a plan at a glance', () => {
  const written = [
    section('myself', [item('a', 'Walk', { has_helped: true })], { audience: 'mine' }),
    section('people', [item('b', 'Jo', { phone: '07700 900123', may_text: true, note: 'In the evening.' })], { with_name: 'Asha Begum' }),
    section('distressed', [item('c', 'Sit down', { group: 'do' }), item('d', 'Shout', { group: 'dont' })]),
  ]

  it('begins with using it, in her own words, with one tap to ring and to text', async () => {
    serve(planOf(written))
    show()
    expect((await link('Use my plan')).getAttribute('href')).toBe('/my-plan/use')
    expect((await link('Ring 07700 900123')).getAttribute('href')).toBe('tel:07700900123')
    expect((await link('Text 07700 900123')).getAttribute('href')).toBe('sms:07700900123')
    screen.getByText('This has helped before.')
    screen.getByText('Only you see this section.')
    screen.getByText(/Written with Asha Begum/)
    expect(screen.getAllByRole('heading', { level: 3 }).map((one) => one.textContent)).toEqual(['Please do', 'Please don’t'])
  })

  it('leads to all that can be done with it, and to what is not written as a list', async () => {
    serve(planOf(written))
    show()
    await link('Use my plan')
    const leads = screen.getAllByRole('link').map((one) => one.getAttribute('href'))
    for (const page of ['phone', 'paper', 'versions', 'agree', 'photos', 'afterwards', 'sections/signs', 'sections/myself']) expect(leads).toContain(`/my-plan/${page}`)
  })

  it('says who agreed, and that a yes waits for hers', async () => {
    const yes = { at: '2026-11-02T10:00:00Z', by: 'Asha Begum' }
    const agreement = { proposal_id: 'p', review_on: '2027-01-02', person: yes, worker: yes, is_agreed: true, changed_since: true, is_due: false, may_say_yes: false }
    serve(planOf(written, { agreement, proposal: { ...agreement, proposal_id: 'q', person: null, is_agreed: false, may_say_yes: true } }))
    show()
    await screen.findByText(/Agreed with Asha Begum/)
    screen.getByText(/It has changed since\./)
    screen.getByText(/Asha Begum has said yes to your plan\. Now it is your turn\./)
  })

  it('says what others suggest, and which words are not saved yet', async () => {
    serve(planOf(written, { suggestions: [suggestion('s', 'triggers', 'Letters')] }))
    const draft: SectionDraft = { begun: { version: 0, items: [] }, items: [item('n', 'Post')], adding: {} }
    await keepDraft(alex.account_id, draftKey('signs'), draft)
    show()
    await link('Look at what Asha Begum suggests for “What sets it off”')
    await waitFor(() => screen.getByText(/has words that are not saved yet\./))
    expect((await link('Go on writing: How I know it is getting harder')).getAttribute('href')).toBe('/my-plan/sections/signs')
  })
})
