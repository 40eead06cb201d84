import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PlanItem, PlanSection, SafetyPlan } from '../../shared/api-types'
import { forgetDraft, readDraft } from '../../shared/device/drafts'
import { alex, noSignal } from '../../shared/testing/answers'
import { hasUnsavedWork } from '../../shared/unsaved'
import { headings } from '../sections'
import { item, planOf, section, suggestion } from '../testing/plan'
import { open, sent, serve } from '../testing/show'
import { draftKey, type SectionDraft } from './rules'
import { SectionPage } from './SectionPage'

const [walk, song, tea] = [item('a', 'Walk'), item('b', 'Song'), item('c', 'Tea')]
const show = (heading: string) => open(`/my-plan/sections/${heading}`, '/my-plan/sections/:heading', SectionPage)
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }))
const type = async (name: string, value: string) => fireEvent.input(await screen.findByRole('textbox', { name }), { target: { value } })
const saves = () => sent().filter(({ path }) => path.startsWith('/api/my-plan/saves/'))
const itemsSent = (call: number) => (saves()[call]!.body.sections as { items: PlanItem[] }[])[0]!.items.map(({ words }) => words)
const kept = async (heading: PlanSection['heading']) => (await readDraft<SectionDraft>(alex.account_id, draftKey(heading)))?.value

afterEach(async () => {
  cleanup()
  for (const heading of headings) await forgetDraft(alex.account_id, draftKey(heading))
})

describe('writing a section', () => {
  let service: ReturnType<typeof serve>
  const plan = (items: PlanItem[], more: Partial<PlanSection> = {}, of: Partial<SafetyPlan> = {}) => planOf([section('myself', items, more)], of)
  beforeEach(() => { service = serve(plan([walk, song, tea])) })

  it('saves what was added and what still stands in the field, with one press', async () => {
    show('myself')
    service.puts.push({ body: plan([walk, song, tea, item('d', 'Shower'), item('e', 'Beans')], { version: 2 }) })
    await type('Something I can do', 'Shower')
    await press('Add: Something I can do')
    screen.getByText('It is in the list. Press Save when you are ready.')
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Something I can do' })))
    await type('Something I can do', ' Beans ')
    screen.getByText('Not saved yet. Your words are kept on this phone.')
    await press('Save')
    await screen.findByText('Saved.')
    expect(itemsSent(0)).toEqual(['Walk', 'Song', 'Tea', 'Shower', 'Beans'])
    expect(saves()[0]!.body).toMatchObject({ sections: [{ heading: 'myself', version: 1 }], with_account_id: null, from_version: null, takes: [] })
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Something I can do' }).value).toBe('')
    await waitFor(async () => expect(await kept('myself')).toBeUndefined())
  })

  it('changes, moves and takes out, and puts back; the focus never gets lost', async () => {
    show('myself')
    service.puts.push({ body: plan([song, walk, tea], { version: 2 }) })
    await press('Change: Song')
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'In your own words' })))
    await press('Move up')
    screen.getByText('Now number 1 of 3.')
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Move down'))
    expect(screen.queryByRole('button', { name: 'Move up' })).toBeNull()
    await press('Done')
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Change: Song' })))
    await press('Change: Tea')
    await press('Take it out')
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Put it back'))
    await press('Put it back')
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Change: Tea' })))
    await press('Save')
    await screen.findByText('Saved.')
    expect(itemsSent(0)).toEqual(['Song', 'Walk', 'Tea'])
  })

  it('has ideas that become her own words with one tap', async () => {
    show('myself')
    await press('Put in: Water the plants.')
    screen.getByRole('button', { name: 'Change: Water the plants.' })
    expect(screen.queryByRole('button', { name: 'Put in: Water the plants.' })).toBeNull()
    expect(sent()).toHaveLength(0)
  })

  it('without a signal says that it is not saved and what is safe, and saves the same again', async () => {
    show('myself')
    service.puts.push(noSignal, { body: plan([walk, song, tea, item('d', 'Shower')], { version: 2 }) })
    await type('Something I can do', 'Shower')
    await press('Save')
    await screen.findByRole('heading', { name: 'This is not saved yet' })
    screen.getByText(/Your words are safe on this phone\./)
    expect((await kept('myself'))?.adding['new-item']?.words).toBe('Shower')
    await press('Save again')
    await screen.findByText('Saved.')
    expect(saves()[1]!.path).toBe(saves()[0]!.path)
    expect(hasUnsavedWork()).toBe(false)
  })

  it('refuses words that are too long with the fault at the field, and loses none of them', async () => {
    show('myself')
    await type('Something I can do', 'x'.repeat(20_000))
    await press('Save')
    await screen.findByRole('link', { name: /18,000 letters too long/ })
    expect(saves()).toHaveLength(0)
    const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Something I can do' })
    expect(field.getAttribute('aria-invalid')).toBe('true')
    expect(field.value).toHaveLength(20_000)
  })

  it('keeps what was written while the save was on its way', async () => {
    show('myself')
    let answer: (reply: Response) => void = () => undefined
    service.puts.push({ body: {} })
    await type('Something I can do', 'Shower')
    const through = globalThis.fetch
    globalThis.fetch = ((path: string, init?: RequestInit) => {
      if (init?.method !== 'PUT') return through(path, init)
      void through(path, init)
      return new Promise<Response>((resolve) => { answer = resolve })
    }) as typeof fetch
    await press('Save')
    await type('Something I can do', 'Shower and soap')
    globalThis.fetch = through
    answer(new Response(JSON.stringify(plan([walk, song, tea, item('d', 'Shower')], { version: 2 }))))
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Saving…' })).toBeNull())
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Something I can do' }).value).toBe('Shower and soap')
    await waitFor(async () => expect((await kept('myself'))?.begun?.version).toBe(2))
  })

  it('throws changes away when she says so, and brings them back', async () => {
    show('myself')
    await type('Something I can do', 'Shower')
    await press('Throw my changes away')
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Something I can do' }).value).toBe('')
    await press('Bring them back')
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Something I can do' }).value).toBe('Shower')
  })
})

describe('two devices', () => {
  const mine = (more: PlanItem[] = []) => planOf([section('myself', [walk, song, ...more], { version: 2 })])
  const newer = () => mine([item('z', 'From the other device')])
  const both = { status: 409, body: { code: 'safety_plan.changed', detail: 'This was changed.', fields: { myself: ['2'] } } }
  const writeAgainst = async () => {
    const service = serve(planOf([section('myself', [walk, song])]))
    show('myself')
    await type('Something I can do', 'Shower')
    service.there(newer())
    service.puts.push(both, { body: planOf([section('myself', [walk, song, item('d', 'Shower')], { version: 3 })]) })
    await press('Save')
    await screen.findByRole('heading', { name: 'There are two versions of this section' })
    return service
  }

  it('are both shown, and nothing is saved before she has chosen', async () => {
    await writeAgainst()
    screen.getByText('From the other device')
    screen.getByText('Shower')
    expect(saves()).toHaveLength(1)
    await press('Keep the one on this phone')
    await screen.findByText('Saved.')
    expect(saves()[1]!.body).toMatchObject({ sections: [{ version: 2 }] })
    expect(itemsSent(1)).toEqual(['Walk', 'Song', 'Shower'])
  })

  it('let her keep the saved one, and change her mind', async () => {
    await writeAgainst()
    await press('Keep the saved one')
    await screen.findByRole('button', { name: 'Change: From the other device' })
    expect(screen.queryByText('Shower')).toBeNull()
    await press('Bring them back')
    await screen.findByRole('heading', { name: 'There are two versions of this section' })
    expect(saves()).toHaveLength(1)
  })

  it('let her put both together, to change before she saves', async () => {
    const service = await writeAgainst()
    await press('Put both together and let me change it')
    await screen.findByText(/Both are in the list now\./)
    service.puts[0] = { body: newer() }
    await press('Save')
    await waitFor(() => expect(saves()).toHaveLength(2))
    expect(itemsSent(1)).toEqual(['Walk', 'Song', 'From the other device', 'Shower'])
    expect(saves()[1]!.body).toMatchObject({ sections: [{ version: 2 }] })
  })

  it('are both shown too when kept words are opened and the section is newer', async () => {
    const service = serve(planOf([section('myself', [walk, song])]))
    const first = show('myself')
    await type('Something I can do', 'Shower')
    await waitFor(async () => expect(await kept('myself')).toBeDefined())
    first.unmount()
    service.there(newer())
    show('myself')
    await screen.findByRole('heading', { name: 'There are two versions of this section' })
  })

  it('do not take the page away from somebody who writes: it says so, and she looks when she likes', async () => {
    const service = serve(planOf([section('myself', [walk, song])]))
    show('myself')
    await type('Something I can do', 'Sho')
    service.there(newer())
    dispatchEvent(new Event('online'))
    await screen.findByText('This section was changed on another device')
    screen.getByRole('textbox', { name: 'Something I can do' })
    await press('Look at both')
    await screen.findByRole('heading', { name: 'There are two versions of this section' })
  })
})

describe('people and services', () => {
  it('have a number, checked here for letters and by the service for the rest', async () => {
    const service = serve(planOf())
    show('people')
    await type('Who?', 'Jo')
    await type('Phone number (if you like)', '07700 9OO123')
    fireEvent.click(await screen.findByRole('checkbox', { name: 'I can text this number' }))
    await press('Save')
    await screen.findByRole('link', { name: /There is a letter in this number/ })
    expect(saves()).toHaveLength(0)
    service.puts.push({ status: 422, body: { code: 'http.refused', detail: 'Look at these.', fields: { 'people.0.phone': ['This number is too short.'] } } })
    await type('Phone number (if you like)', '07700')
    await press('Save')
    await screen.findByRole('link', { name: 'This number is too short.' })
    expect(screen.getByRole('textbox', { name: 'Phone number (if you like)' }).getAttribute('aria-invalid')).toBe('true')
  })
})

describe('others', () => {
  it('suggest: she puts it in as her own, or says no', async () => {
    const [breathe, run] = [suggestion('s1', 'myself', 'Breathe'), suggestion('s2', 'myself', 'Run')]
    const service = serve(planOf([section('myself', [walk])], { suggestions: [breathe, run] }))
    show('myself')
    await press('Put it in my plan: Breathe')
    screen.getByRole('button', { name: 'Change: Breathe' })
    expect(screen.queryByRole('button', { name: 'Put it in my plan: Breathe' })).toBeNull()
    service.puts.push({ body: planOf([section('myself', [walk])], { suggestions: [breathe] }) }, { body: planOf([section('myself', [walk, breathe.item], { version: 2 })]) })
    await press('No thanks: Run')
    await waitFor(() => expect(screen.queryByText('Run')).toBeNull())
    expect(sent()[0]!.path).toBe('/api/my-plan/declined/s2')
    await press('Save')
    await screen.findByText('Saved.')
    expect(saves()[0]!.body).toMatchObject({ takes: ['s1'] })
  })

  it('that suggest while the page is open are there by themselves', async () => {
    const service = serve(planOf([section('myself', [walk])]))
    show('myself')
    await screen.findByText('Walk')
    service.there(planOf([section('myself', [walk])], { suggestions: [suggestion('s1', 'myself', 'Breathe')] }))
    dispatchEvent(new Event('online'))
    await screen.findByRole('heading', { name: 'Asha Begum suggests' })
  })

  it('sit beside her: asked once a visit, and said with each save', async () => {
    const service = serve(planOf())
    service.table['GET /api/my-plan/companions'] = { body: { people: [{ account_id: 'asha', name: 'Asha Begum' }] } }
    const first = show('myself')
    await press('Somebody is with me')
    fireEvent.click(within(screen.getByRole('group', { name: 'Who is beside you?' })).getByRole('radio', { name: 'Asha Begum' }))
    first.unmount()
    show('signs')
    await screen.findByText('You are writing this with Asha Begum.')
    service.puts.push({ body: planOf() })
    await type('Something I notice', 'Post')
    await press('Save')
    await waitFor(() => expect(saves()[0]?.body).toMatchObject({ with_account_id: 'asha' }))
  })

  it('see the section as far as she says', async () => {
    const service = serve(planOf([section('myself', [walk])]))
    show('myself')
    await screen.findByText('Who sees this section: everybody who sees my plan')
    fireEvent.click(screen.getByRole('radio', { name: 'Only me', hidden: true }))
    service.puts.push({ body: planOf([section('myself', [walk], { audience: 'mine' })]) })
    fireEvent.click(screen.getByRole('button', { name: 'Save who sees it', hidden: true }))
    await screen.findByText('Who sees this section: only me')
    expect(sent()[0]).toEqual({ path: '/api/my-plan/audiences/myself', body: { audience: 'mine' } })
  })
})
