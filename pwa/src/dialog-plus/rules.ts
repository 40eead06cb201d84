/** Rules of conversations and of what was agreed. Pure. */
import type { Action, AreaRating, Conversation, DialogStep, Place, Prompt, Side } from '../shared/api-types'

/** The steps that every chosen area has, with what is asked in each. */
export const areaSteps = ['understanding', 'looking_forward', 'options', 'actions'] as const satisfies readonly DialogStep[]
export const prompts: Readonly<Partial<Record<DialogStep, readonly Prompt[]>>> = {
  understanding: ['why', 'works'],
  looking_forward: ['best', 'smallest'],
  options: ['i_can', 'worker_can', 'others_can'],
}

export const mostAreas = 3
/** From here on somebody is satisfied: above the middle of the scale, as its authors read it. */
export const satisfied = 5

type Ways = Pick<Conversation, 'areas' | 'to_review'>

/** Every place of this conversation, in order. Where nothing was agreed before, there is nothing to look back on. */
export function placesOf({ areas, to_review }: Ways): Place[] {
  const within = areas.flatMap(({ key }) => areaSteps.map((step) => ({ area: key, step })))
  return [
    ...(to_review.length === 0 ? [] : [{ area: null, step: 'review' as const }]),
    { area: null, step: 'areas' },
    ...within,
    ...(areas.length === 0 ? [] : [{ area: null, step: 'summary' as const }]),
  ]
}

export const isSame = (one: Place, other: Place): boolean => one.area === other.area && one.step === other.step

/** Where the conversation stands. A place that is no more, such as an area given up, is the choice of areas. */
export function standsAt(ways: Ways, place: Place): Place {
  return placesOf(ways).find((one) => isSame(one, place)) ?? { area: null, step: 'areas' }
}

export const nextOf = (ways: Ways, place: Place): Place | null => beside(ways, place, 1)
export const previousOf = (ways: Ways, place: Place): Place | null => beside(ways, place, -1)

function beside(ways: Ways, place: Place, by: 1 | -1): Place | null {
  const places = placesOf(ways)
  return places[places.findIndex((one) => isSame(one, standsAt(ways, place))) + by] ?? null
}

/** Whether the other side's step is a different screen from one's own. */
export function hasMovedOn(ways: Ways, before: Place, after: Place): boolean {
  return !isSame(standsAt(ways, before), standsAt(ways, after))
}

/** What is said first: where life is good, and where it has become better. In the order of the questions, never by score. */
export function goingWell(ratings: readonly AreaRating[]): AreaRating[] {
  return ratings.filter(({ value, previous }) => value !== null && (value >= satisfied || (previous !== null && value > previous)))
}

/** Areas to choose from: first those with which she wants more help, otherwise as the questions come. */
export function toChooseFrom(ratings: readonly AreaRating[]): { wanted: AreaRating[]; others: AreaRating[] } {
  return {
    wanted: ratings.filter(({ wants_help }) => wants_help === true),
    others: ratings.filter(({ wants_help }) => wants_help !== true),
  }
}

/** Adds an area at the end or takes it out; a fourth changes nothing. */
export function toggleArea(chosen: readonly string[], key: string): string[] {
  if (chosen.includes(key)) return chosen.filter((one) => one !== key)
  return chosen.length >= mostAreas ? [...chosen] : [...chosen, key]
}

/** Whose yes is missing: for what is still to be done, and only a newest version counts. */
export function missingYes({ agreed, status }: Pick<Action, 'agreed' | 'status'>): Side[] {
  if (status !== 'open') return []
  return (['person', 'worker'] as const).filter((side) => agreed[side] === null)
}

export const isWaitingFor = (action: Pick<Action, 'agreed' | 'status'>, side: Side): boolean => missingYes(action).includes(side)

/** What is still to be done, and what is past. In the order of the service. */
export function sortOut(actions: readonly Action[]): { open: Action[]; past: Action[] } {
  return { open: actions.filter(({ status }) => status === 'open'), past: actions.filter(({ status }) => status !== 'open') }
}

type Present = Pick<Conversation, 'people' | 'my_side' | 'begun_by' | 'person_name'>

/** The worker's name where one is known: whoever has been here, or began it. */
export function workerName({ people, begun_by, person_name }: Present): string | null {
  return people.find(({ side }) => side === 'worker')?.name ?? (begun_by === person_name ? null : begun_by)
}

/** Who of the other side has been here, and whether they are here now; null while nobody has come. */
export function otherSide({ people, my_side }: Present): { name: string; isHere: boolean } | null {
  const others = people.filter(({ side }) => side !== 'other' && side !== my_side)
  const other = others.find(({ is_here }) => is_here) ?? others[0]
  return other === undefined ? null : { name: other.name, isHere: other.is_here }
}

export const firstName = (name: string): string => name.split(' ')[0] ?? name
