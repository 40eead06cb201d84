import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { LocationProvider, Route, Router } from 'preact-iso'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { FunctionComponent } from 'preact'
import { forgetDraft } from '../shared/device/drafts'
import { session } from '../shared/session'
import { alex, answerWith, asha } from '../shared/testing/answers'
import { PlanPage } from './PlanPage'
import { answerWrites, at, id, plan, record, talk, walk, workingOn, written } from './testing/talk'
import { TheirWorkingOnPage } from './TheirWorkingOnPage'
import { WorkingOnPage } from './WorkingOnPage'

const table: Record<string, { status?: number; body?: unknown } | Error> = {}
const agreed = { ...walk, agreed: { ...walk.agreed, worker: { at, by: 'Asha Begum', how: 'own_device' as const } }, is_agreed: true }
const hers = `/records/${alex.record_id ?? ''}`

function show(Page: FunctionComponent, pattern: string, path = pattern) {
  history.replaceState(null, '', path)
  render(<LocationProvider><Router>{[<Route key="page" path={pattern} component={Page} />]}</Router></LocationProvider>)
}
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }))
const mine = (more = {}) => { table[`GET ${record}/working-on`] = { body: { ...workingOn, ...more } } }

beforeEach(() => {
  session.value = { state: 'signed-in', me: alex }
  for (const key of Object.keys(table)) Reflect.deleteProperty(table, key)
  table[`GET ${record}/around`] = { body: { preferred_name: 'Alex Morgan' } }
  answerWith(table)
  mine()
})
afterEach(async () => {
  cleanup()
  await forgetDraft(alex.account_id, 'dialog-plus-went-walk')
})

describe('what I am working on', () => {
  it('says kindly what could be here', async () => {
    show(WorkingOnPage, '/working-on')
    await screen.findByText(/You can talk through up to three parts of your life/)
    expect(screen.getByRole('link', { name: 'Say how life is first' }).getAttribute('href')).toBe('/questions/dialog')
  })

  it('begins alone, and goes there', async () => {
    show(WorkingOnPage, '/working-on')
    answerWrites(/\/conversations\//, () => ({ status: 201, body: { ...talk, id: 'new' } }))
    await press('Begin alone')
    await waitFor(() => expect(location.pathname).toBe('/working-on/new'))
    expect(written(/\/conversations\//)).toEqual([{ together: false, response_id: null }])
  })

  it('goes on with the one that is open already', async () => {
    show(WorkingOnPage, '/working-on')
    answerWrites(/\/conversations\//, () => ({ status: 409, body: { code: 'dialog_plus.already_open', detail: 'One is open.', fields: { conversation_id: ['open'] } } }))
    await press('Begin alone')
    await waitFor(() => expect(location.pathname).toBe('/working-on/open'))
  })

  it('says beforehand when the team may not write', async () => {
    table['GET /api/sharing/team'] = { body: { sections: [{ section: 'dialog_plus_plan', is_shared: true, may_add: false }] } }
    show(WorkingOnPage, '/working-on')
    await press('Begin with my worker')
    await screen.findByText(/Your team cannot write here yet/)
    expect(written(/\/conversations\//)).toEqual([])
    answerWrites(/\/conversations\//, () => ({ body: { ...talk, id: 'new' } }))
    await press('Go on and begin')
    await waitFor(() => expect(written(/\/conversations\//)).toEqual([{ together: true, response_id: null }]))
  })

  it('leads to the open conversation and to the plans', async () => {
    mine({ conversation: { id, begun_by: 'Asha Begum', begun_at: at, together: true }, plans: [{ id: 'p1', version: 2, at, written: 'alone', by: 'Alex Morgan' }] })
    show(WorkingOnPage, '/working-on')
    expect((await screen.findByRole('link', { name: 'Go on with your conversation' })).getAttribute('href')).toBe(`/working-on/${id}`)
    expect(screen.getByRole('link', { name: 'Plan 2' }).getAttribute('href')).toBe('/plans/p1')
    expect(screen.queryByRole('button', { name: 'Begin alone' })).toBeNull()
  })

  it('says how it went, in plain answers, and asks for one', async () => {
    mine({ actions: [agreed] })
    show(WorkingOnPage, '/working-on')
    await press('How did it go: Walk to the café')
    await press('Save')
    await screen.findByText('Choose how it went.')
    fireEvent.click(screen.getByRole('radio', { name: /Partly/ }))
    answerWrites(/\/progress\//, () => ({ body: { ...agreed, status: 'partly' } }))
    mine({ actions: [{ ...agreed, status: 'partly', went: '' }] })
    await press('Save')
    await screen.findByText('Partly done')
    expect(written(/\/progress\//)).toEqual([{ status: 'partly', words: '', conversation_id: null }])
  })

  it('makes it a step of a goal that is being worked on', async () => {
    mine({ actions: [agreed] })
    table[`GET ${record}/goals`] = { body: { goals: [{ id: 'old', words: 'Past', status: 'finished', steps: [] }, { id: 'g1', words: 'See people', status: 'active', steps: [{ position: 3 }] }] } }
    show(WorkingOnPage, '/working-on')
    await press('Make it a step of a goal: Walk to the café')
    await screen.findByRole('radio', { name: 'See people' })
    expect(screen.queryByRole('radio', { name: 'Past' })).toBeNull()
    answerWrites(/\/steps\//, () => ({ status: 201, body: {} }))
    await press('Add the step')
    await screen.findByText(/It is a step of your goal now/)
    expect(written(/\/goals\/g1\/steps\//)).toEqual([{ words: 'Walk to the café', position: 4, is_done: false, is_removed: false, action_id: 'walk', version: 0 }])
  })
})

describe('what somebody else is working on', () => {
  const showTheirs = () => show(TheirWorkingOnPage, '/records/:recordId/working-on', `${hers}/working-on`)
  beforeEach(() => {
    session.value = { state: 'signed-in', me: asha }
  })

  it('reads the same whether it is hidden or not there', async () => {
    mine({ may_add: false, may_lead: false })
    showTheirs()
    await screen.findByText('Nothing is written down here.')
    screen.getByText(/ask Alex: they can let the team write/)
    expect(screen.queryByRole('button', { name: 'Start together' })).toBeNull()
  })

  it('starts together', async () => {
    showTheirs()
    answerWrites(/\/conversations\//, () => ({ status: 201, body: { ...talk, id: 'new' } }))
    await press('Start together')
    await waitFor(() => expect(location.pathname).toBe(`${hers}/working-on/new`))
    expect(written(/\/conversations\//)).toEqual([{ together: true, response_id: null }])
  })

  it('gives the team’s yes, on an own device', async () => {
    mine({ actions: [walk] })
    showTheirs()
    answerWrites(/\/agreements\//, () => ({ status: 201, body: agreed }))
    await screen.findByText('Alex said yes. Waiting for your team’s yes.')
    mine({ actions: [agreed] })
    await press('Say yes: Walk to the café')
    await screen.findByText('Alex and Asha both said yes.')
    expect(written(/\/agreements\//)).toEqual([{ version: 1, side: 'worker', how: 'own_device' }])
  })

  it('leaves alone what is written alone, and shows a carer no buttons', async () => {
    session.value = { state: 'signed-in', me: { ...asha, is_worker: false, is_trusted: true } }
    mine({ may_lead: false, actions: [walk], conversation: { id, begun_by: 'Alex Morgan', begun_at: at, together: false } })
    showTheirs()
    await screen.findByText(/Alex is writing alone at the moment/)
    await screen.findByText('Walk to the café')
    expect(screen.queryByRole('button')).toBeNull()
  })

  it('empties when it may not be read any longer', async () => {
    mine({ actions: [walk] })
    showTheirs()
    await screen.findByText('Walk to the café')
    Reflect.deleteProperty(table, `GET ${record}/working-on`)
    dispatchEvent(new Event('online'))
    await screen.findByText('There is nobody here whose page you can open.')
    expect(screen.queryByText('Walk to the café')).toBeNull()
  })
})

describe('a plan', () => {
  beforeEach(() => {
    table[`GET ${record}/plans/p1`] = { body: plan }
    show(PlanPage, '/plans/:id', '/plans/p1')
  })

  it('says when, by whom, what, and by which day', async () => {
    await screen.findByText(/Plan 2, .*Written together by Alex Morgan and Asha Begum\./)
    screen.getByText('At that time: fairly dissatisfied.')
    screen.getByText('Quiet weeks.')
    screen.getByText(/Alex Morgan, by 27 November 2026\. Agreed by both, on one phone\./)
    expect(screen.getByText('Once.').closest('li')!.textContent).toBe('Ring Sam: partly done. Once.')
    expect(document.title).toBe('Plan – Waymark')
  })

  it('is saved under a name that says nothing', async () => {
    const saved: string[] = []
    vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:1')
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(this: HTMLAnchorElement) {
      saved.push(this.download)
    })
    table[`GET ${record}/plans/p1/pdf`] = { body: '%PDF' }
    await press('Save as PDF')
    await waitFor(() => expect(saved).toEqual(['Waymark plan.pdf']))
  })

  it('says in words when the file cannot be made, and what else there is', async () => {
    table[`GET ${record}/plans/p1/pdf`] = { status: 503, body: { code: 'dialog_plus.no_file', detail: 'We could not make the file now.' } }
    await press('Save as PDF')
    await screen.findByText(/We could not make the file now\. Your plan is still here\. You can also print it\./)
  })
})
