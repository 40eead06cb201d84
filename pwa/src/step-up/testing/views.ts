/** Requests as the service would show them, for tests: each says only what matters to it. */
import type { Me, MyTeamAnswer, Standing, StandingState, StepUpVerb, StepUpView, TeamView, TimelineEntry } from '../../shared/api-types'

export const asked = '2026-11-23T10:02:00Z'
const minute = 60_000
export const after = (minutes: number) => new Date(Date.parse(asked) + minutes * minute).toISOString().replace('.000Z', 'Z')

export const team: TeamView = {
  id: 't1', name: 'Riverside', phone: '01632 960001', is_open: true, opens_at: null, closes_at: '2026-11-23T17:00:00Z', closed_because: null,
  out_of_hours: { words: 'Ring the crisis line.', call: '01632 960999' }, hours: [],
}
export const closedTeam: TeamView = { ...team, is_open: false, opens_at: '2026-11-24T09:00:00Z', closes_at: null }
export const asha = { account_id: 'w1', name: 'Asha Begum' }
export const myTeam: MyTeamAnswer = { team, key_worker: asha, first_wait_minutes: 15 }

export const alex: Me = {
  account_id: 'p1', name: 'Alex Morgan', is_person: true, is_worker: false, is_trusted: false, record_id: 'r1', teams: [],
  session: { id: 's', idle_ends_at: after(30), ends_at: after(600) }, has_passkey: true, has_way_back: true, has_identity: false, came_by: null,
}
export const ashaHerself: Me = { ...alex, account_id: 'w1', name: 'Asha Begum', is_person: false, is_worker: true, record_id: null }

const verbs: StepUpVerb[] = ['note', 'withdraw', 'acknowledge', 'contact', 'plan', 'close', 'transfer', 'reopen', 'afterwards']

/** May do these, and nothing else. */
export function may(...allowed: StepUpVerb[]): StepUpView['may'] {
  const entries = verbs.map((verb) => [verb, { allowed: allowed.includes(verb), reason: allowed.includes(verb) ? null : `${verb} refused` }])
  return Object.fromEntries(entries) as StepUpView['may']
}

export function entry(kind: TimelineEntry['kind'], minutes: number, more: Partial<TimelineEntry> = {}): TimelineEntry {
  return { id: `${kind}-${minutes}`, kind, at: after(minutes), by: null, is_mine: false, words: null, detail: {}, ...more }
}

export const toldAsha = entry('told', 0, { detail: { whom: 'key_worker', names: ['Asha Begum'] } })

/** Where it stands: told, and nobody has answered, unless said otherwise. */
export function standing(state: StandingState = 'told', more: Partial<Standing> = {}): Standing {
  return { state, since: asked, whom: 'key_worker', names: ['Asha Begum'], team: null, next: null, ...more }
}

export function view(more: Partial<StepUpView> = {}): StepUpView {
  return {
    id: 'q1', version: 1, state: 'sent', person: { record_id: 'r1', preferred_name: 'Alex' },
    words: 'I do not sleep.', wants_to_hear: 'today', reach_by: 'ring', reach_on: '07700 900101', best_time: 'any', asked_at: asked,
    team, key_worker: asha, promise: null,
    standing: standing(), helps_team: null,
    told: [{ name: 'Asha Begum', role: 'worker', whom: 'key_worker', channels: ['push', 'text', 'email'], at: asked, reached_at: null, seen_at: null }],
    nobody_has_answered_since: asked, next_telling: { whom: 'on_shift', at: after(15), is_again: false },
    timeline: [entry('sent', 0, { by: 'Alex Morgan', is_mine: true }), toldAsha], may: may('note', 'withdraw'),
    closed_at: null, reopen_until: null, afterwards: null, ...more,
  }
}

export const promise = {
  by: 'Asha Begum', by_account_id: 'w1', by_at: '2026-11-23T15:00:00Z', how: 'ring' as const, words: 'I am glad you wrote.', made_at: after(9), is_missed: false,
}
