/** What follows from a request as it stands. Pure: no words, no clock, no network. */
import type {
  Contact, Instant, MyTeamAnswer, StandingState, StepUpState, StepUpView, TimelineEntry, ToldWhom, WantsToHear,
} from '../shared/api-types'

export const firstName = (name: string): string => name.trim().split(/\s+/)[0] ?? name

export const isEnded = (state: StepUpState): boolean => state === 'closed' || state === 'withdrawn'

/** Somebody who hopes to hear in the next few days is told that we wait longer: the team's ladder waits four times as long. */
const patience: Record<WantsToHear, number> = { today: 1, few_days: 4 }
const soon = 60 * 60_000

export type WillHappen =
  | { kind: 'open'; keyWorker: string | null; waitMinutes: number; closesSoon: Instant | null }
  | { kind: 'closed'; keyWorker: string | null; opensAt: Instant | null; because: string | null }

/** What will be done with a request that is sent now. */
export function willHappen({ team, key_worker, first_wait_minutes }: MyTeamAnswer, wants: WantsToHear, now: number): WillHappen {
  const keyWorker = key_worker === null ? null : firstName(key_worker.name)
  if (!team.is_open) return { kind: 'closed', keyWorker, opensAt: team.opens_at, because: team.closed_because }
  const closesSoon = team.closes_at !== null && Date.parse(team.closes_at) - now < soon ? team.closes_at : null
  return { kind: 'open', keyWorker, waitMinutes: first_wait_minutes * patience[wants], closesSoon }
}

export type Stand =
  | 'telling' | 'waiting' | 'unreached' | 'team_closed' | 'helped' | 'promised' | 'missed' | 'talked' | 'planned' | 'closed' | 'withdrawn'

const stands: Record<StandingState, Stand> = {
  sent: 'telling', told: 'waiting', reached: 'waiting', seen: 'waiting', asking: 'waiting', unreached: 'unreached', missed: 'missed',
  closed_now: 'team_closed', helped_by: 'helped', promised: 'promised', talking: 'talked', planned: 'planned', closed: 'closed',
  withdrawn: 'withdrawn',
}

/** The one thing that is true of a request now, and that its page says largest. */
export const standOf = ({ standing }: StepUpView): Stand => stands[standing.state]

export type Step =
  | { kind: 'sent' | 'told_many' | 'promised' | 'talked'; at: Instant; name: null }
  | { kind: 'told' | 'reached' | 'seen'; at: Instant; name: string }

/** Many names would bury the one that matters: beyond this number the others are told of together. */
const namesAtMost = 2

/** How far it has come, in the order in which it happened. */
export function progressOf(view: StepUpView): Step[] {
  const sentAt = view.timeline.findLast((entry) => entry.kind === 'reopened')?.at ?? view.asked_at
  return [{ kind: 'sent' as const, at: sentAt, name: null }, ...stepsOfTold(view), ...stepsOfAnswer(view)]
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at))
}

function stepsOfTold({ told }: StepUpView): Step[] {
  const named = told.length > namesAtMost ? told.filter((one, index) => index === 0 || one.seen_at !== null) : told
  const others = told.filter((one) => !named.includes(one))
  const steps = named.flatMap(({ name, at, reached_at, seen_at }): Step[] => {
    const first: Step = reached_at === null ? { kind: 'told', at, name } : { kind: 'reached', at: reached_at, name }
    return seen_at === null ? [first] : [first, { kind: 'seen', at: seen_at, name }]
  })
  const [another] = others
  return another === undefined ? steps : [{ kind: 'told_many', at: another.at, name: null }, ...steps]
}

function stepsOfAnswer(view: StepUpView): Step[] {
  const talked = view.state === 'in_contact' || view.state === 'plan_agreed' ? lastOf(view, 'in_contact') : null
  if (talked !== null) return [{ kind: 'talked', at: talked.at, name: null }]
  const { promise } = view
  return promise === null || promise.is_missed ? [] : [{ kind: 'promised', at: promise.made_at, name: null }]
}

export function lastOf(view: StepUpView, kind: TimelineEntry['kind']): TimelineEntry | null {
  return view.timeline.findLast((entry) => entry.kind === kind) ?? null
}

export type Telling = { at: Instant; whom: ToldWhom; isTeam: boolean; names: string[] }

/** Whom we have told since it last went out, first telling first. */
export function tellingsOf(view: StepUpView): Telling[] {
  const since = Date.parse(view.nobody_has_answered_since ?? view.asked_at)
  return view.timeline
    .filter(({ kind, at }) => kind === 'told' && Date.parse(at) >= since)
    .map(({ at, detail }) => {
      const whom = detail.whom === 'team' ? 'on_shift' : detail.whom as ToldWhom
      return { at, whom, isTeam: whom === 'on_shift' || whom === 'members', names: namesIn(detail.names) }
    })
}

function namesIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string').map(firstName) : []
}

export type Next = { whom: ToldWhom | 'again'; at: Instant; isNow: boolean }
const almost = 20_000

/** Whom we tell next and when; null when nothing is due, or the team is away. */
export function nextTellingOf({ next_telling: next }: StepUpView, now: number): Next | null {
  if (next === null || next.whom === 'opening') return null
  return { whom: next.is_again ? 'again' : next.whom, at: next.at, isNow: Date.parse(next.at) - now < almost }
}

/** A number that was kept whole; masked ones are no use in a field. */
export function numberFrom(contacts: readonly Contact[]): string | null {
  return contacts.find(({ kind, shown }) => kind === 'text' && /^[+\d][\d ]{8,}$/.test(shown))?.shown ?? null
}
