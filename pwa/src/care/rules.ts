/** Rules of the caseload and of opening hours in words. Pure. */
import type { CaseloadPerson, Id, Me, TeamView } from '../shared/api-types'
import { daysUntil, sayDay, type Moment } from '../shared/times'
import { words } from './words'

export type Groups = { mine: CaseloadPerson[]; others: CaseloadPerson[] }

/** Own people and the rest, each in the order the service gave. */
export function groupsOf(people: readonly CaseloadPerson[], accountId: Id): Groups {
  const isMine = (row: CaseloadPerson) => row.key_worker?.account_id === accountId
  return { mine: people.filter(isMine), others: people.filter((row) => !isMine(row)) }
}

export type Shown = 'all' | 'due'

/** Those whose name has these letters in it, in any of its words. */
export function find(people: readonly CaseloadPerson[], shown: Shown, name: string, now: Moment): CaseloadPerson[] {
  const wanted = plain(name)
  return people.filter((row) => (shown === 'all' || thingsDue(row, now).length > 0) && plain(row.preferred_name).includes(wanted))
}

const plain = (text: string) => text.trim().toLocaleLowerCase('en-GB').normalize('NFD').replaceAll(/\p{M}/gu, '')

/** A usual review is worth saying so many days before its day. */
const soon = 14

/** What waits with somebody, in plain words. It says what there is to do, and nothing about how somebody is. */
export function sayThings(row: CaseloadPerson, now: Moment): string[] {
  const { review } = row
  const isNear = review !== null && (review.why === 'asked' || daysUntil(review.due_on, now) <= soon)
  return [...thingsOpen(row), ...(isNear ? [words.review[review.why](review.title, sayDay(review.due_on, now), daysUntil(review.due_on, now) < 0)] : [])]
}

/** The same, as far as its time has come. */
export function thingsDue(row: CaseloadPerson, now: Moment): string[] {
  const isDue = row.review !== null && daysUntil(row.review.due_on, now) <= 0
  return isDue ? sayThings(row, now) : thingsOpen(row)
}

function thingsOpen({ open_conversation: isTalking, new_ratings: ratings, actions_due: actions }: CaseloadPerson): string[] {
  return [
    ...(isTalking ? [words.openConversation] : []),
    ...(ratings > 0 ? [words.newRatings(ratings)] : []),
    ...(actions > 0 ? [words.actionsDue(actions)] : []),
  ]
}

/** A lead of the person's team, or the present key worker, names the next one. The service decides; this only spares a refusal. */
export function mayChangeKeyWorker(row: Pick<CaseloadPerson, 'team_id' | 'key_worker'>, me: Pick<Me, 'account_id' | 'teams'>): boolean {
  const isLead = me.teams.some(({ id, role }) => id === row.team_id && role === 'lead')
  return isLead || row.key_worker?.account_id === me.account_id
}

export type HoursLine = { from: number; to: number; spans: { opens: string; closes: string }[] }

/** The week with equal days in a row put together. Monday is 0; days that are not open are left out. */
export function hoursLines(hours: TeamView['hours']): HoursLine[] {
  const lines: HoursLine[] = []
  for (let day = 0; day < 7; day++) {
    const spans = spansOn(hours, day)
    const last = lines.at(-1)
    if (spans.length === 0) continue
    if (last?.to === day - 1 && JSON.stringify(last.spans) === JSON.stringify(spans)) last.to = day
    else lines.push({ from: day, to: day, spans })
  }
  return lines
}

function spansOn(hours: TeamView['hours'], day: number): HoursLine['spans'] {
  return hours
    .filter(({ weekday }) => weekday === day)
    .map(({ opens, closes }) => ({ opens, closes }))
    .sort((a, b) => a.opens.localeCompare(b.opens))
}

/** "09:00" as people say it: "9 am"; "00:00" at a day's end is midnight. */
export function sayHour(clock: string, noon: string, midnight: string): string {
  const [hour = 0, minutes = 0] = clock.split(':').map(Number)
  if (minutes === 0 && hour % 24 === 0) return midnight
  if (minutes === 0 && hour === 12) return noon
  const twelve = hour % 12 === 0 ? 12 : hour % 12
  const shown = minutes === 0 ? String(twelve) : `${twelve}:${String(minutes).padStart(2, '0')}`
  return `${shown} ${hour < 12 ? 'am' : 'pm'}`
}
