import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact'
import { LocationProvider, Route, Router } from 'preact-iso'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PlanAtVersion, PlanSection, PlanVersionRow } from '../../shared/api-types'
import { session } from '../../shared/session'
import { alex, answerWith, noSignal } from '../../shared/testing/answers'
import { at, item, planOf, section } from '../testing/plan'
import { VersionPage } from './VersionPage'
import { VersionsPage } from './VersionsPage'

type Reply = { status?: number; body?: unknown } | Error
const planAt = `GET /api/records/${alex.record_id ?? ''}/safety-plan`
const table: Record<string, Reply> = {}
let saves: Reply[] = []
let saved: { path: string; body: unknown }[] = []

const row = (version: number, more: Partial<PlanVersionRow> = {}): PlanVersionRow =>
  ({ version, at, by: alex.name, with_name: null, headings: ['signs'], from_version: null, ...more })
const asOf = (version: number, sections: PlanSection[]): PlanAtVersion =>
  ({ version, at, by: alex.name, with_name: null, sections: planOf(sections).sections })

const then = [section('signs', [item('1', 'I stop answering'), item('2', 'I sleep by day')]), section('myself', [item('3', 'Tea')])]
const now = [
  section('signs', [item('1', 'I stop answering my phone'), item('4', 'I skip meals')], { version: 4 }),
  section('myself', [item('3', 'Tea')], { version: 2 }),
  section('going', [item('5', 'My sister')], { version: 1 }),
]

beforeEach(() => {
  session.value = { state: 'signed-in', me: alex }
  ;[saves, saved] = [[], []]
  for (const key of Object.keys(table)) Reflect.deleteProperty(table, key)
  Object.assign(table, {
    'GET /api/my-plan/versions': { body: { versions: [row(3, { from_version: 1 }), row(2, { with_name: 'Asha Begum', headings: ['signs', 'going'] }), row(1)] } },
    'GET /api/my-plan/versions/1': { body: asOf(1, then) },
    'GET /api/my-plan/versions/2': { body: asOf(2, [section('signs', [item('1', 'I stop answering')]), section('myself', [item('3', 'Tea')])]) },
    [planAt]: { body: planOf(now, { version: 3 }) },
  })
  const fetch = answerWith(new Proxy(table, { get: (all, key: string) => (key.startsWith('PUT ') ? (saves.length > 1 ? saves.shift() : saves[0]) : all[key]) }))
  const answer = fetch.getMockImplementation()!
  fetch.mockImplementation((path, init) => {
    if (init?.method === 'PUT') saved.push({ path: path as string, body: JSON.parse(init.body as string) })
    return answer(path, init)
  })
})
afterEach(cleanup)

const open = (path: string) => {
  history.replaceState(null, '', path)
  render(
    <LocationProvider>
      <Router>
        <Route path="/my-plan/versions" component={VersionsPage} />
        <Route path="/my-plan/versions/:version" component={VersionPage} />
      </Router>
    </LocationProvider>,
  )
}
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }))
const part = async (title: string) => within((await screen.findByRole('heading', { name: title, level: 2 })).closest('section')!)
const signs = 'How I know it is getting harder'

describe('earlier versions', () => {
  it('say who, with whom, what, and from where it was brought back; and that nothing is lost', async () => {
    open('/my-plan/versions')
    await screen.findByText(/Nothing is ever lost/)
    expect(screen.getAllByRole('link', { name: /^Version / }).map((link) => link.getAttribute('href'))).toEqual([3, 2, 1].map((version) => `/my-plan/versions/${version}`))
    screen.getByText(/^Saved .*, by Alex Morgan, with Asha Begum\.$/)
    screen.getByText('Brought back from version 1.')
    screen.getByText(/This is your plan now\./)
    expect(screen.getAllByText(signs)).toHaveLength(3)
  })

  it('are none yet, and lead to the plan', async () => {
    table['GET /api/my-plan/versions'] = { body: { versions: [] } }
    open('/my-plan/versions')
    expect((await screen.findByRole('link', { name: 'Begin your plan' })).getAttribute('href')).toBe('/my-plan')
  })
})

describe('one version', () => {
  it('is compared with now, section by section, in words', async () => {
    open('/my-plan/versions/1')
    await screen.findByText('2 sections differ.')
    const differing = await part(signs)
    expect(differing.getByText('Only in version 1:').closest('div')?.textContent).toContain('I sleep by day')
    expect(differing.getByText('Only in your plan now:').closest('div')?.textContent).toContain('I skip meals')
    expect(differing.getByText('Said in other words:').closest('div')?.textContent).toContain('I stop answering my phone')
    expect((await part('What keeps me going')).getByText('Nothing stood here then.')).toBeTruthy()
    screen.getByText('One other section is the same in both.')
  })

  it('is compared with another one, the older first', async () => {
    open('/my-plan/versions/2')
    fireEvent.change(await screen.findByLabelText('Compare it with'), { target: { value: '1' } })
    await screen.findByText('One section differs.')
    expect((await part(signs)).getByText('Only in version 1:').closest('div')?.textContent).toContain('I sleep by day')
    expect(screen.queryByRole('button', { name: /^Bring/ })).toBeNull()
  })

  it('says when it is how the plan stands', async () => {
    table['GET /api/my-plan/versions/1'] = { body: asOf(1, now) }
    open('/my-plan/versions/1')
    await screen.findByText('Nothing differs between version 1 and your plan now.')
  })

  it.each([404, 422])('says so where there is none (%i)', async (status) => {
    table['GET /api/my-plan/versions/99'] = { status, body: { code: 'http.x', detail: 'No.' } }
    open('/my-plan/versions/99')
    await screen.findByText('There is no such version of your plan.')
  })
})

describe('bringing back', () => {
  const after = planOf([then[0]!, ...now.slice(1)], { version: 4 })

  it('saves one section as it then stood, and says where the newer words are', async () => {
    saves = [{ status: 201, body: after }]
    open('/my-plan/versions/1')
    await press(`Bring this section back: ${signs}`)
    await screen.findByText(/What stood there before is kept as version 3\./)
    expect(saved[0]?.path).toMatch(/^\/api\/my-plan\/saves\/[0-9a-f-]{36}$/)
    expect(saved[0]?.body).toEqual({ sections: [{ heading: 'signs', items: then[0]!.items, version: 4 }], with_account_id: null, from_version: 1, takes: [] })
    expect(screen.queryByRole('heading', { name: signs, level: 2 })).toBeNull()
  })

  it('brings the whole plan back, also what was empty', async () => {
    saves = [{ status: 201, body: planOf(then, { version: 4 }) }]
    open('/my-plan/versions/1')
    await press('Bring the whole plan back')
    await screen.findByText('Nothing differs between version 1 and your plan now.')
    expect((saved[0]?.body as { sections: unknown }).sections).toEqual([
      { heading: 'signs', items: then[0]!.items, version: 4 },
      { heading: 'going', items: [], version: 1 },
    ])
  })

  it('saves nothing when the plan was changed elsewhere; what stands now is shown before she chooses again', async () => {
    saves = [{ status: 409, body: { code: 'safety_plan.changed', detail: 'Changed.', fields: { signs: ['5'] } } }, { status: 201, body: after }]
    open('/my-plan/versions/1')
    await screen.findByText('2 sections differ.')
    table[planAt] = { body: planOf([section('signs', [item('7', 'I hide')], { version: 5 }), ...now.slice(1)], { version: 4 }) }
    await press(`Bring this section back: ${signs}`)
    await screen.findByText('Your plan was changed in the meantime')
    expect((await part(signs)).getByText('Only in your plan now:').closest('div')?.textContent).toContain('I hide')
    await press(`Bring this section back: ${signs}`)
    await screen.findByText(/kept as version 4\./)
    expect((saved[1]?.body as { sections: { version: number }[] }).sections[0]?.version).toBe(5)
    expect(saved[1]?.path).not.toBe(saved[0]?.path)
    expect(screen.queryByText('Your plan was changed in the meantime')).toBeNull()
  })

  it('is sent again under the same id after no signal', async () => {
    saves = [noSignal, { status: 201, body: after }]
    open('/my-plan/versions/1')
    await press(`Bring this section back: ${signs}`)
    await screen.findByText('We could not bring this back')
    await press(`Bring this section back: ${signs}`)
    await screen.findByText(/kept as version 3/)
    await waitFor(() => expect(saved[1]).toEqual(saved[0]))
  })
})
