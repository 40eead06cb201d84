/** What the home page says, from what the service answered. */
import type { Action, Goal, GoalStep, Me, MyActions, MyTeamAnswer, SafetyPlan, SectionChoice, StepUpRow, TeamView } from '../../shared/api-types'
import { daysUntil, hourOf, sayClock, sayDay, type Moment } from '../../shared/times'
import { firstName, isEnded } from '../../step-up/rules'
import { sayBack } from '../../step-up/say'
import type { MyPlans, Questions } from './api'
import { words } from './words'

export function greet(name: string, now: Moment): string {
  const first = firstName(name)
  const hour = hourOf(now)
  if (hour >= 5 && hour < 12) return words.goodMorning(first)
  if (hour >= 12 && hour < 18) return words.goodAfternoon(first)
  return hour >= 18 ? words.goodEvening(first) : words.hello(first)
}

/** The request that is still open; there is never more than one. */
export function openRequest(requests: readonly StepUpRow[]): StepUpRow | null {
  return requests.find(({ state }) => !isEnded(state)) ?? null
}

/** Who is there to read a request now, said before it is begun. */
export function sayWhoIsThere({ team, key_worker }: MyTeamAnswer, now: Moment): string[] {
  if (!team.is_open) return [sayClosed(team, now), words.talkNow]
  const who = key_worker === null ? words.theTeam : words.keyWorkerAndTeam(firstName(key_worker.name))
  return [team.closes_at === null ? words.here(who) : words.hereUntil(who, sayClock(team.closes_at))]
}

function sayClosed(team: TeamView, now: Moment): string {
  const closed = team.closed_because === null ? words.closed : words.closedBecause(team.closed_because)
  return team.opens_at === null ? closed : `${closed} ${words.opens(sayBack(team.opens_at, now))}`
}

/** "here until 5 pm", "back tomorrow at 9 am". */
export function sayHours(team: TeamView, now: Moment): string {
  if (team.is_open) return team.closes_at === null ? words.hereNow : words.until(sayClock(team.closes_at))
  return team.opens_at === null ? words.awayNow : words.backAt(sayBack(team.opens_at, now))
}

/** A thing to open. */
export type Opens = { kind: 'opens'; key: string; href: string; heading: string; body: string }
/** A thing to tick: something agreed, or a step towards a goal. */
export type Ticks = { kind: 'action'; key: string; action: Action } | { kind: 'step'; key: string; goal: Goal; step: GoalStep }
export type NextThing = Opens | Ticks

/** More than these would be a list of what is not done. */
export const mostThings = 3

/** What could be done now, the one that matters most first; one place stays for getting the app ready while it is not. */
export function nextThings(life: readonly NextThing[], setUp: readonly NextThing[]): NextThing[] {
  const room = setUp.length > 0 ? mostThings - 1 : mostThings
  return [...life.slice(0, room), ...setUp].slice(0, mostThings)
}

/** From the person's life, not from the app: somebody who waits for her, what was asked, what she set out to do. */
export function lifeThings({ mine, questions, goals, safety }: MyPlans, requests: readonly StepUpRow[], now: Moment): NextThing[] {
  const actions = (mine?.actions ?? []).filter(({ owner }) => owner === 'person')
  const asAction = (action: Action): NextThing => ({ kind: 'action', key: action.id, action })
  return [
    ...joining(mine?.conversation ?? null),
    ...agreeing(safety),
    ...asked(questions, now),
    ...suggested(safety),
    ...afterwards(requests),
    // What was agreed with somebody comes before what she set herself.
    ...actions.filter(({ is_due }) => is_due).map(asAction),
    ...actions.filter(({ is_due }) => !is_due).map(asAction),
    ...nextSteps(goals ?? []),
  ]
}

function opens(key: string, href: string, [heading, body]: readonly [string, string]): Opens {
  return { kind: 'opens', key, href, heading, body }
}

function joining(conversation: MyActions['conversation']): Opens[] {
  if (!conversation?.together) return []
  return [opens(conversation.id, `/working-on/${conversation.id}`, words.join(firstName(conversation.begun_by)))]
}

/** Of her safety plan: a yes that waits for hers, and the day to look at it again. */
function agreeing(plan: SafetyPlan | null): Opens[] {
  const proposal = plan?.proposal ?? null
  const agreement = plan?.agreement ?? null
  if (proposal?.may_say_yes) return [opens('proposal', '/my-plan/agree', words.planProposed(firstName(proposal.worker?.by ?? '')))]
  if (!agreement?.is_due) return []
  return [opens('review', '/my-plan/agree', words.planDue(agreement.worker === null ? null : firstName(agreement.worker.by)))]
}

function suggested(plan: SafetyPlan | null): Opens[] {
  const others = (plan?.suggestions ?? []).filter(({ is_mine }) => !is_mine)
  const [first] = others
  if (first === undefined) return []
  const href = others.length === 1 ? `/my-plan/sections/${first.heading}` : '/my-plan'
  return [opens('suggested', href, words.planSuggested(firstName(first.by), others.length))]
}

/** What a worker asked for; without that the usual one, once its day has come. */
function asked(questions: Questions | null, now: Moment): Opens[] {
  const open = (questions?.asks ?? []).filter(({ response_id }) => response_id === null)
  const usual = questions?.usual ?? null
  if (open.length === 0 && usual !== null && daysUntil(usual.due_on, now) <= 0) {
    return [opens('usual', `/questions/${usual.instrument}`, words.usual(usual.title, usual.minutes))]
  }
  return open.map(({ id, instrument, title, minutes, due_on, asked_by }) => {
    const said = words.asks(title, minutes, sayDueDay(due_on, now), firstName(asked_by))
    return opens(id, `/questions/${instrument}?ask=${id}`, said)
  })
}

/** "by Friday"; once the day has gone by it is not held against anybody. */
function sayDueDay(day: string, now: Moment): string | null {
  return daysUntil(day, now) < 0 ? null : sayDay(day, now)
}

/** By when something was meant to be done, as long as that day has not gone by. */
export function sayDue(action: Pick<Action, 'due_on'>, now: Moment): string | null {
  return action.due_on === null ? null : sayDueDay(action.due_on, now)
}

/** The next open step of each goal that is going on. */
function nextSteps(goals: readonly Goal[]): NextThing[] {
  return goals.filter(({ status }) => status === 'active').flatMap((goal) => {
    const step = [...goal.steps].sort((a, b) => a.position - b.position).find(({ is_done }) => !is_done)
    return step === undefined ? [] : [{ kind: 'step' as const, key: step.id, goal, step }]
  })
}

function afterwards(requests: readonly StepUpRow[]): Opens[] {
  const over = askedAfterwards(requests)
  return over === null ? [] : [opens('afterwards', `/my-requests/${over.id}/afterwards`, words.afterwards)]
}

/** What makes the app ready for use. */
export function setUpThings({ has_passkey, has_way_back }: Pick<Me, 'has_passkey' | 'has_way_back'>, sections: readonly SectionChoice[], needsMessages: boolean): Opens[] {
  return [
    ...(needsMessages ? [opens('messages', '/devices', words.messages)] : []),
    ...(isSharingOpen(sections) ? [opens('sharing', '/sharing', words.sharing)] : []),
    ...(has_way_back ? [] : [opens('wayBack', '/account', words.wayBack)]),
    ...(has_passkey ? [] : [opens('passkey', '/account', words.passkey)]),
  ]
}

/** Only the newest request is asked about: older ones have been let be. */
function askedAfterwards(requests: readonly StepUpRow[]): StepUpRow | null {
  const newest = requests[0]
  return newest?.needs_afterwards === true ? newest : null
}

function isSharingOpen(sections: readonly SectionChoice[]): boolean {
  return sections.some(({ is_fixed, decided_at }) => !is_fixed && decided_at === null)
}
