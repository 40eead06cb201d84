/** Rules of handing over: what goes to whom, what is still open, and what will happen, in words. Pure. */
import type { HeldPlace, HeldRequest, Holdings, Id } from '../shared/api-types'
import type { HandOverAsked } from './api'
import { words } from './words'

/** What is chosen for one thing: a colleague; '' nobody yet (it stays, or goes with the rest); 'ends' for a place that ends. */
export type Choice = string
export const ends = 'ends'

export type Plan = {
  leaves: boolean
  /** One colleague for everything that is not chosen by itself. */
  all: Choice
  each: Readonly<Record<Id, Choice>>
}

export const emptyPlan: Plan = { leaves: false, all: '', each: {} }

export const holdsNothing = ({ people, requests, places, looks_after_carers: carers }: Holdings) =>
  people.length + requests.length + places.length === 0 && !carers

/** A colleague who no longer gets in cannot leave once more: only their work is left to hand over. */
export const isGone = ({ let_go_at: at }: Holdings) => at !== null

/** Who takes this. A request goes with its person unless it is chosen itself. */
export function successorOf(id: Id, plan: Plan, personId: Id | null = null): Choice {
  const own = plan.each[id] ?? ''
  const withPerson = personId === null ? '' : plan.each[personId] ?? ''
  return own !== '' ? own : withPerson !== '' ? withPerson : plan.all
}

const personOf = (request: HeldRequest, { people }: Holdings) =>
  people.some(({ record_id: id }) => id === request.record_id) ? request.record_id : null

/** What nobody takes yet. With somebody leaving, this must be empty. */
export function openThings(held: Holdings, plan: Plan): string[] {
  const open = (id: Id, personId: Id | null = null) => successorOf(id, plan, personId) === ''
  return [
    ...held.people.filter(({ record_id: id }) => open(id)).map(({ preferred_name: name }) => name),
    ...held.requests.filter((one) => open(one.step_up_id, personOf(one, held))).map(({ person_name: name }) => words.requestOf(name)),
    ...held.places.filter(({ id }) => open(id)).map((place) => words.place(place)),
  ]
}

/** Whether the one who is away would cover for themselves. */
export const coversSelf = (place: HeldPlace, plan: Plan) => place.kind === 'cover' && place.other?.account_id === successorOf(place.id, plan)

/** Why it cannot be sent yet; null when it can. */
export function refusedBecause(held: Holdings, plan: Plan): string | null {
  if (plan.leaves && held.is_last_lead) return words.lastLead(held.name)
  const self = held.places.find((place) => coversSelf(place, plan))
  if (self !== undefined) return words.coversSelf(self.other?.name ?? '')
  const open = openThings(held, plan)
  if (plan.leaves && open.length > 0) return words.stillOpen(open)
  const all = held.people.length + held.requests.length + held.places.length
  return !plan.leaves && open.length === all && !(held.looks_after_carers && plan.all !== '') ? words.chooseFirst : null
}

/** What will happen, sentence by sentence. */
export function preview(held: Holdings, plan: Plan): string[] {
  const name = (id: Choice) => held.colleagues.find(({ account_id: one }) => one === id)?.name ?? ''
  const of = <T,>(things: readonly T[], choice: (thing: T) => Choice, say: (thing: T, to: string) => string) =>
    things.filter((thing) => choice(thing) !== '').map((thing) => say(thing, choice(thing)))
  const moves = [
    ...of(held.people, ({ record_id: id }) => successorOf(id, plan), (one, to) => words.willPerson(one.preferred_name, name(to))),
    ...of(held.requests, (one) => successorOf(one.step_up_id, plan, personOf(one, held)), (one, to) => words.willRequest(one.person_name, name(to), one.how)),
    ...of(held.places, ({ id }) => successorOf(id, plan), (one, to) => (to === ends ? words.willEnd(one) : words.willPlace(one, name(to)))),
    ...(held.looks_after_carers && (plan.leaves || plan.all !== '') ? [words.willCarers(plan.all === '' ? null : name(plan.all))] : []),
  ]
  if (plan.leaves) return [...moves, ...words.willLeave(held.name, held.team_name, held.devices)]
  const stays = openThings(held, plan)
  return moves.length === 0 || stays.length === 0 ? moves : [...moves, words.willStay(held.name, stays.length)]
}

/** As it is sent: only what was chosen by itself is named; the rest goes to `all`. */
export function asked(held: Holdings, plan: Plan): HandOverAsked {
  const chosen = <V,>(ids: readonly Id[], value: (choice: Choice) => V) =>
    Object.fromEntries(ids.filter((id) => (plan.each[id] ?? '') !== '').map((id) => [id, value(plan.each[id] ?? '')]))
  return {
    account_id: held.account_id,
    leaves: plan.leaves,
    to: {
      all: plan.all === '' ? null : plan.all,
      people: chosen(held.people.map(({ record_id: id }) => id), String),
      requests: chosen(held.requests.map(({ step_up_id: id }) => id), String),
      places: chosen(held.places.map(({ id }) => id), (choice) => (choice === ends ? null : choice)),
    },
  }
}
