/** Rules of the caseload. Pure. */
import type { CaseloadPerson, Id, Me } from '../shared/api-types'
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
