/** A conversation, what was agreed, and a plan, as the service would answer them. For tests. */
import { vi } from 'vitest'
import type { Action, AreaRating, Conversation, Note, Plan, WorkingOn } from '../../shared/api-types'
import { alex, asha } from '../../shared/testing/answers'

export const record = `/api/records/${alex.record_id ?? ''}`
export const at = '2026-11-22T10:00:00Z'
export const id = '0190a000-0000-7000-8000-0000000000c1'

export const note = (words: string, version: number, by = 'Asha Begum'): Note => ({ words, version, by, typed_for: 'self', at })

export const rating = (item: string, title: string, value: number | null, more: Partial<AreaRating> = {}): AreaRating =>
  ({ item, title, value, previous: null, wants_help: false, ...more })

export const walk: Action = {
  id: 'walk', version: 1, conversation_id: id, area: 'friendships', area_title: 'Friendships', words: 'Walk to the café', owner: 'person', owner_name: 'Alex Morgan',
  due_on: '2026-11-27', agreed: { person: { at, by: 'Alex Morgan', how: 'own_device' }, worker: null }, is_agreed: false, status: 'open', went: '', status_at: null,
  typed_for: 'self', by: 'Alex Morgan', at, is_due: false, may_change: true,
}

export const talk: Conversation = {
  id, version: 1, choice_version: 1, record_id: alex.record_id ?? '', person_name: 'Alex Morgan', begun_by: 'Asha Begum', begun_at: at, together: true,
  is_mine_record: true, my_side: 'person', response_id: null, answered_at: null,
  ratings: [
    rating('mental_health', 'Mental health', 3, { previous: 2 }),
    rating('job', 'Job situation', 2, { wants_help: true }),
    rating('friendships', 'Friendships', 3),
    rating('family', 'Partner or family', 6, { previous: 4 }),
    rating('safety', 'Personal safety', null),
  ],
  place: { area: 'friendships', step: 'understanding' },
  areas: [{ key: 'friendships', title: 'Friendships', value: 3, notes: {} }],
  actions: [],
  to_review: [],
  people: [
    { account_id: alex.account_id, name: 'Alex Morgan', side: 'person', is_here: true },
    { account_id: asha.account_id, name: 'Asha Begum', side: 'worker', is_here: true },
  ],
  ended_at: null, ended_how: null, plan_id: null, may_add: true,
}

export const withNotes = (notes: Conversation['areas'][number]['notes'], more: Partial<Conversation> = {}): Conversation =>
  ({ ...talk, areas: [{ ...talk.areas[0]!, notes }], ...more })

export const workingOn: WorkingOn = { conversation: null, actions: [], plans: [], may_add: true, may_lead: true, areas: [] }

export const plan: Plan = {
  id: 'p1', version: 2, at, written: 'together', by: 'Alex Morgan', with: ['Asha Begum'], person_name: 'Alex Morgan',
  areas: [{
    title: 'Friendships', value: 3, notes: [{ title: 'How it is now, and why', words: 'Quiet weeks.', by: 'Alex Morgan' }],
    actions: [{ words: 'Walk to the café', owner_name: 'Alex Morgan', due_on: '2026-11-27', is_agreed: true, agreed: { person: { at, by: 'Asha Begum', how: 'this_device' }, worker: { at, by: 'Asha Begum', how: 'own_device' } } }],
  }],
  reviewed: [{ words: 'Ring Sam', status: 'partly', went: 'Once.' }],
}

type Reply = { status?: number; body?: unknown } | Error

/** Answers every write whose address matches, with what the function says; everything else as before. */
export function answerWrites(matches: RegExp, reply: (body: Record<string, unknown>) => Reply): void {
  const plain = vi.mocked(fetch).getMockImplementation()!
  vi.mocked(fetch).mockImplementation(async (path, init) => {
    if (init?.method !== 'PUT' || !matches.test(path as string)) return await plain(path, init)
    const said = reply(JSON.parse(init.body as string) as Record<string, unknown>)
    await Promise.resolve()
    if (said instanceof Error) throw said
    return new Response(JSON.stringify(said.body), { status: said.status ?? 200 })
  })
}

/** What was written to addresses that match, in order. */
export const written = (matches: RegExp): Record<string, unknown>[] =>
  vi.mocked(fetch).mock.calls.flatMap(([path, init]) => (init?.method === 'PUT' && matches.test(path as string) ? [JSON.parse(init.body as string) as Record<string, unknown>] : []))
