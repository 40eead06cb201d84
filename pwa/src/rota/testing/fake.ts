/** The rota's part of the service in memory, for tests: a week of Riverside from Monday 23 November 2026. */
import { vi } from 'vitest'
import type { MyShifts, Rotation, RotaDay, RotaWeek, TeamHours, Turn } from '../../shared/api-types'
import { asha } from '../../shared/testing/answers'

export const teamId = asha.teams[0]!.id
export const people = [
  { account_id: asha.account_id, name: 'Asha Begum', role: 'worker', is_away: false },
  { account_id: 'tom', name: 'Tom Osei', role: 'duty', is_away: false },
  { account_id: 'grace', name: 'Grace Lee', role: 'lead', is_away: false },
]
export const monday = '2026-11-23'

export const turn = (on: string, more: Partial<Turn> = {}): Turn => ({
  desk: 'duty', begins: `${on}T09:00:00Z`, ends: `${on}T17:00:00Z`, account_id: 'tom', name: 'Tom Osei', how: 'rotation',
  source_id: 'r1', instead_of: null, is_ready: true, is_mine: false, ...more,
})

export const day = (on: string, more: Partial<RotaDay> = {}): RotaDay => (
  { on, closed_because: null, opening: [{ begins: `${on}T09:00:00Z`, ends: `${on}T17:00:00Z` }], turns: [turn(on)], gaps: [], ...more }
)

/** Open from Monday to Friday; on Tuesday nobody is at the desk in the afternoon. */
export function week(more: Partial<RotaWeek> = {}): RotaWeek {
  const gap = { desk: 'duty' as const, begins: '2026-11-24T13:00:00Z', ends: '2026-11-24T17:00:00Z' }
  const days = [0, 1, 2, 3, 4, 5, 6].map((number) => {
    const on = `2026-11-${23 + number}`
    if (number > 4) return day(on, { opening: [], turns: [] })
    return number === 1 ? day(on, { turns: [turn(on, { ends: gap.begins })], gaps: [gap] }) : day(on)
  })
  return {
    team_id: teamId, team_name: 'Riverside', from_on: monday, days, members: people, may_change: false,
    warnings: [{ kind: 'gap', ...gap, account_id: null, name: null }], ...more,
  }
}

export const rotation: Rotation = {
  id: 'r1', desk: 'duty', name: 'Duty week', begins_on: monday, ends_on: null, turn_days: 7, hands_over_at: '09:00',
  weekdays: [0, 1, 2, 3, 4], begins: '09:00', ends: '17:00', places: ['tom', asha.account_id], made_at: '2026-11-20T10:00:00Z',
}

export const hours: TeamHours = {
  spans: [0, 1, 2, 3, 4].map((weekday) => ({ weekday, opens: '09:00', closes: '17:00' })), keeps_bank_holidays: true,
  days: [{ on: '2026-12-24', spans: [{ opens: '09:00', closes: '13:00' }], words: 'Christmas Eve' }],
  bank_holidays: [{ on: '2026-12-25', name: 'Christmas Day' }], may_change: true,
}

export const shifts: MyShifts = {
  turns: [{ ...turn('2026-11-24', { account_id: asha.account_id, name: asha.name, is_mine: true }), team_id: teamId, team_name: 'Riverside' }],
  away: [], swaps: [], readiness: { confirmed_at: '2026-11-21T10:00:00Z', has_phone: true, is_ready: true },
  colleagues: people.map(({ account_id, name }) => ({ account_id, name, team_id: teamId })),
}

type Reply = { status?: number; body?: unknown } | Error

/** Answers by the beginning of what is asked; what was written is kept in the order it came. */
export class FakeRota {
  readonly replies = new Map<string, Reply>()
  readonly written: { what: string; body: Record<string, unknown> }[] = []

  constructor() {
    this.on(`GET /api/teams/${teamId}/rota`, { body: week() })
    this.on(`GET /api/teams/${teamId}/rotations`, { body: { rotations: [rotation], may_change: true } })
    this.on(`GET /api/teams/${teamId}/hours`, { body: hours })
    this.on(`GET /api/teams/${teamId}/away`, { body: { away: [] } })
    this.on('GET /api/my-shifts', { body: shifts })
    vi.stubGlobal('fetch', vi.fn<typeof fetch>((path, init) => this.answer(path as string, init)))
  }

  on(what: string, reply: Reply): void {
    this.replies.set(what, reply)
  }

  asked(what: string): number {
    return vi.mocked(fetch).mock.calls.filter(([path, init]) => `${init?.method ?? 'GET'} ${path as string}`.startsWith(what)).length
  }

  private async answer(path: string, init: RequestInit | undefined): Promise<Response> {
    await Promise.resolve()
    const what = `${init?.method ?? 'GET'} ${path}`
    if (init?.method !== 'GET') this.written.push({ what, body: JSON.parse((init?.body as string | undefined) ?? '{}') as Record<string, unknown> })
    const [, reply = { status: 404, body: {} }] = [...this.replies].filter(([key]) => what.startsWith(key)).sort(([a], [b]) => b.length - a.length)[0] ?? []
    if (reply instanceof Error) throw reply
    const { status = 200, body } = reply
    return new Response(body === undefined ? null : JSON.stringify(body), { status })
  }
}
