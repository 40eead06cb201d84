import type { ComponentType } from 'preact'
import { fireEvent, render, screen, within } from '@testing-library/preact'
import { LocationProvider, Route, Router } from 'preact-iso'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { SharedSection, TrustedPerson } from '../../shared/api-types'
import { session } from '../../shared/session'
import { alex, answerWith, noSignal } from '../../shared/testing/answers'
import { ChangePage } from './ChangePage'
import { freshLink, keepFresh } from './fresh-link'
import { LinkPage } from './LinkPage'
import { MyPeoplePage } from './MyPeoplePage'
import { OnePersonPage } from './OnePersonPage'
import { StopAllPage } from './StopAllPage'
import { StopPage } from './StopPage'

const section = (name: SharedSection['section'], is_shared: boolean): SharedSection =>
  ({ section: name, title: '', is_shared, may_add: false, only_while_open: false, starts_at: null, ends_at: null, is_live: is_shared })
const jo: TrustedPerson = {
  id: 'jo', name: 'Jo', relation: 'friend', state: 'sharing', invited_at: '2026-11-01T10:00:00Z', expires_at: '2026-11-08T10:00:00Z',
  accepted_at: '2026-11-02T10:00:00Z', ended_at: null, ended_how: null, please_do: 'Ring me.', please_dont: null, review_at: '2027-05-01T10:00:00Z',
  needs_review: false, sections: [section('step_ups', true), section('goals', false)], history: [{ kind: 'invited', at: '2026-11-01T10:00:00Z', by_me: true }],
}
const kim: TrustedPerson = { ...jo, id: 'kim', name: 'Kim', state: 'invited', accepted_at: null, expires_at: '2099-01-01T10:00:00Z' }
const quiet: TrustedPerson = { ...jo, sections: [section('step_ups', false)] }
const team = {
  team: { id: 't', name: 'Riverside' }, members: [], wording: '2026-11',
  sections: [{ section: 'step_ups', title: '', explains: '', is_shared: true, may_add: true, is_fixed: true, decided_at: null }],
}
const sharing = { stop: null, people: [jo, kim], team, wording: '2026-11' }
const fresh = { link: 'https://waymark.example/trusted#abc', code: '012345', qr: { size: 21, path: 'M0 0h1v1h-1z' }, expires_at: '2099-01-01T10:00:00Z' }
const soon = () => new Date(Date.now() + 600_000).toISOString()
const table: Record<string, { status?: number; body?: unknown } | Error> = {}

beforeEach(() => {
  for (const key of Object.keys(table)) delete table[key]
  Object.assign(table, {
    'GET /api/sharing': { body: sharing },
    'GET /api/access-log': { body: { entries: [{ at: new Date().toISOString(), words: 'Asha read your requests.' }] } },
    'POST /api/trusted-people/jo/stop': { body: quiet },
    'DELETE /api/trusted-people/jo': { status: 204 },
    'DELETE /api/trusted-people/kim': { status: 204 },
    'PUT /api/trusted-people/jo/sections': { body: quiet },
    'POST /api/trusted-people/jo/reviewed': { body: { ...jo, review_at: '2027-02-22T09:00:00Z' } },
    'POST /api/trusted-people/kim/invite-again': { body: fresh },
  })
  answerWith(table)
  freshLink.value = null
  session.value = { state: 'signed-in', me: alex }
})

function show(Page: ComponentType, path: string, at: string) {
  history.replaceState(null, '', at)
  return render(<LocationProvider><Router><Route path={path} component={Page} /><Route default component={() => null} /></Router></LocationProvider>)
}
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }))
const calls = (method: string) => vi.mocked(fetch).mock.calls.filter(([, init]) => init?.method === method)
const bodyOf = (path: string): unknown => JSON.parse(vi.mocked(fetch).mock.calls.find(([url]) => url === path)?.[1]?.body as string)

describe('my people', () => {
  it('says in sentences who sees what, with the ways to change it', async () => {
    show(MyPeoplePage, '/people', '/people')
    await screen.findByText('Jo can see your requests.')
    expect(screen.getByRole('link', { name: 'Change what Jo sees' }).getAttribute('href')).toBe('/people/jo/change')
    expect(screen.getByRole('link', { name: 'Stop sharing with Jo' }).getAttribute('href')).toBe('/people/jo/stop')
    expect(screen.getByRole('link', { name: 'Invite Kim again' }).getAttribute('href')).toBe('/people/kim/link')
    screen.getByText('Riverside sees your requests.')
    await screen.findByText(/Asha read your requests/)
  })

  it('invites gently while there is nobody', async () => {
    table['GET /api/sharing'] = { body: { ...sharing, people: [] } }
    show(MyPeoplePage, '/people', '/people')
    await screen.findByRole('heading', { name: 'Who could be here' })
    screen.getByRole('link', { name: 'Invite somebody' })
  })

  it('asks to look again where it is time', async () => {
    table['GET /api/sharing'] = { body: { ...sharing, people: [{ ...jo, needs_review: true }] } }
    show(MyPeoplePage, '/people', '/people')
    await screen.findByRole('link', { name: 'Look again at what Jo sees' })
  })

  it('offers nothing to stop where nothing is shared', async () => {
    table['GET /api/sharing'] = { body: { ...sharing, people: [quiet] } }
    show(MyPeoplePage, '/people', '/people')
    await screen.findByText('Jo sees your name and your team. Nothing more.')
    expect(screen.queryByRole('link', { name: 'Stop sharing with Jo' })).toBeNull()
  })

  it('shows that all is stopped, with the way back', async () => {
    table['GET /api/sharing'] = { body: { ...sharing, stop: { id: 's1', at: new Date().toISOString(), undo_until: soon() } } }
    table['DELETE /api/sharing/stops/s1'] = { status: 204 }
    show(MyPeoplePage, '/people', '/people')
    await screen.findByText('Everything is stopped.')
    screen.getByText('Jo sees your name and your team. Nothing more.')
    table['GET /api/sharing'] = { body: sharing }
    await press('Undo')
    await screen.findByRole('link', { name: 'Stop all sharing' })
  })
})

describe('stopping all', () => {
  it('is one act, with its undo', async () => {
    answerWith(new Proxy(table, { get: (all, key: string) => (key.startsWith('PUT /api/sharing/stops/') ? { body: { id: 's2', at: soon(), undo_until: soon() } } : all[key]) }))
    table['DELETE /api/sharing/stops/s2'] = { status: 204 }
    show(StopAllPage, '/people/stop-all', '/people/stop-all')
    await press('Stop all sharing now')
    await screen.findByRole('heading', { name: 'Everything is stopped' })
    await press('Undo')
    await screen.findByRole('heading', { name: 'All is as it was' })
  })
})

describe('stopping one', () => {
  it('is quiet, and says so', async () => {
    show(StopPage, '/people/:id/stop', '/people/jo/stop')
    await screen.findByText(/We do not tell Jo/)
    await press('Stop sharing')
    await screen.findByRole('heading', { name: 'Jo sees nothing more' })
    expect(calls('DELETE')).toHaveLength(0)
  })

  it('may be removing altogether', async () => {
    show(StopPage, '/people/:id/stop', '/people/jo/stop')
    fireEvent.click(await screen.findByText('Remove Jo altogether'))
    screen.getByText(/They may notice/)
    await press('Remove Jo')
    await screen.findByRole('heading', { name: 'Jo is removed' })
  })

  it('says when it could not be done, and what is so', async () => {
    table['POST /api/trusted-people/jo/stop'] = noSignal
    show(StopPage, '/people/:id/stop', '/people/jo/stop')
    await press('Stop sharing')
    await screen.findByText('We could not stop the sharing')
  })

  it('calls an invitation back', async () => {
    show(StopPage, '/people/:id/stop', '/people/kim/stop')
    await press('Call it back')
    await screen.findByRole('heading', { name: 'The invitation is called back' })
  })
})

describe('changing', () => {
  it('says what is shared now, and sends the whole of what is wanted', async () => {
    show(ChangePage, '/people/:id/change', '/people/jo/change')
    const requests = await screen.findByRole<HTMLInputElement>('checkbox', { name: 'My requests' })
    expect(requests.checked).toBe(true)
    fireEvent.click(requests)
    await press('Save')
    await screen.findByRole('heading', { name: 'Saved' })
    expect(bodyOf('/api/trusted-people/jo/sections')).toEqual({ please_do: 'Ring me.', please_dont: null, review_at: null, sections: [], wording: '2026-11' })
  })
})

describe('one of my people', () => {
  it('shows what they see, since when, and what happened', async () => {
    show(OnePersonPage, '/people/:id', '/people/jo')
    await screen.findByText('Jo can see your requests.')
    screen.getByText('Ring me.')
    screen.getByText(/You invited them/)
  })

  it('asks whether it is still right, and until when that holds', async () => {
    table['GET /api/sharing'] = { body: { ...sharing, people: [{ ...jo, needs_review: true }] } }
    show(OnePersonPage, '/people/:id', '/people/jo')
    const callout = (await screen.findByRole('heading', { name: /Is this still right/ })).parentElement!
    fireEvent.click(within(callout).getByLabelText('In 3 months'))
    await press('Yes, still right')
    await screen.findByText(/We ask you whether it is still right on/)
  })

  it('who is not there is said kindly', async () => {
    show(OnePersonPage, '/people/:id', '/people/nobody')
    await screen.findByRole('heading', { name: 'We cannot find this person' })
  })
})

describe('the link and the code', () => {
  it('are shown apart, once, and forgotten when the page is left', async () => {
    keepFresh({ id: 'kim', name: 'Kim', how: 'self', contact: null, ...fresh })
    const { unmount } = show(LinkPage, '/people/:id/link', '/people/kim/link')
    await screen.findByRole('heading', { name: 'The invitation for Kim is ready' })
    screen.getByRole('img', { name: 'The code is 0 1 2 3 4 5' })
    screen.getByText(/Never send it together with the link/)
    unmount()
    expect(freshLink.value).toBeNull()
  })

  it('are made anew when they are gone', async () => {
    show(LinkPage, '/people/:id/link', '/people/kim/link')
    await press('Make new ones')
    await screen.findByRole('img', { name: 'The code is 0 1 2 3 4 5' })
  })

  it('are of no use for somebody who is here already', async () => {
    show(LinkPage, '/people/:id/link', '/people/jo/link')
    await screen.findByText(/They may have accepted it by now/)
  })
})
