/** Changing a ladder, step by step. Pure. */
import type { Id, Ladder, LadderChannel, LadderDraft, Rung } from '../shared/api-types'

/** As typed: a number may be half written, and each step keeps its own key while it moves. */
export type RungField = Omit<Rung, 'wait_minutes' | 'next_channel_minutes'> & { key: number; wait: string; next: string }
export type Fields = { rungs: RungField[]; repeat: string; longest: string }

export const channels: readonly LadderChannel[] = ['push', 'text', 'email']
export const mostRungs = 10

export function fieldsOf({ rungs, repeat_minutes: repeat, repeat_longest_minutes: longest }: LadderDraft): Fields {
  return { rungs: rungs.map(toField), repeat: String(repeat), longest: String(longest) }
}

function toField({ wait_minutes: wait, next_channel_minutes: next, ...rung }: Rung, key: number): RungField {
  return { ...rung, key, wait: String(wait), next: String(next) }
}

/** What would be sent; a number that cannot be read is 0, which the service refuses in words. */
export function draftOf({ rungs, repeat, longest }: Fields): LadderDraft {
  return { rungs: rungs.map(toRung), repeat_minutes: minutes(repeat), repeat_longest_minutes: minutes(longest) }
}

function toRung({ whom, team_id: team, channels: ways, wait, next }: RungField): Rung {
  return { whom, team_id: whom === 'other_team' ? team : null, wait_minutes: minutes(wait), channels: ways, next_channel_minutes: minutes(next) }
}

const minutes = (typed: string) => (/^\d{1,4}$/.test(typed.trim()) ? Number(typed) : 0)

export const isSame = (one: LadderDraft, other: LadderDraft) => JSON.stringify(draftOf(fieldsOf(one))) === JSON.stringify(draftOf(fieldsOf(other)))

export function added(fields: Fields): Fields {
  const key = Math.max(-1, ...fields.rungs.map((rung) => rung.key)) + 1
  return { ...fields, rungs: [...fields.rungs, { key, whom: 'on_shift', team_id: null, channels: [...channels], wait: '15', next: '5' }] }
}

export const without = (fields: Fields, key: number): Fields => ({ ...fields, rungs: fields.rungs.filter((rung) => rung.key !== key) })

export const changed = (fields: Fields, key: number, next: Partial<RungField>): Fields =>
  ({ ...fields, rungs: fields.rungs.map((rung) => (rung.key === key ? { ...rung, ...next } : rung)) })

/** One place up (-1) or down (1). */
export function moved(fields: Fields, key: number, by: -1 | 1): Fields {
  const from = fields.rungs.findIndex((rung) => rung.key === key)
  const to = from + by
  if (from < 0 || to < 0 || to >= fields.rungs.length) return fields
  const rungs = [...fields.rungs]
  rungs.splice(to, 0, ...rungs.splice(from, 1))
  return { ...fields, rungs }
}

/** In the order in which they go out, whatever the order of ticking. */
export const ticked = (now: readonly LadderChannel[], channel: LadderChannel, isOn: boolean): LadderChannel[] =>
  channels.filter((one) => (one === channel ? isOn : now.includes(one)))

/** Another team must be named; the first one is, until somebody chooses. */
export const withTeam = (whom: Rung['whom'], team: Id | null, teams: readonly { id: Id }[]): Pick<Rung, 'whom' | 'team_id'> =>
  ({ whom, team_id: whom === 'other_team' ? team ?? teams[0]?.id ?? null : null })

/** Somebody wrote a newer one while this one was being changed. */
export const isNewer = (now: Ladder, readVersion: number) => now.version > readVersion
