/** What the home page says, from what the service answered. */
import type { MyTeamAnswer, StepUpRow, TeamView } from '../../shared/api-types'
import { hourOf, sayClock, sayWhen, type Moment } from '../../shared/times'
import { words } from './words'

export function greet(name: string, now: Moment): string {
  const first = name.split(' ')[0] ?? name
  const hour = hourOf(now)
  if (hour >= 5 && hour < 12) return words.goodMorning(first)
  if (hour >= 12 && hour < 18) return words.goodAfternoon(first)
  return hour >= 18 ? words.goodEvening(first) : words.hello(first)
}

/** The request that is still open; there is never more than one. */
export function openRequest(requests: readonly StepUpRow[]): StepUpRow | null {
  return requests.find(({ state }) => state !== 'closed' && state !== 'withdrawn') ?? null
}

export function askedAfterwards(requests: readonly StepUpRow[]): StepUpRow | null {
  return requests.find((request) => request.needs_afterwards) ?? null
}

/** Who is there to read a request now, said before it is begun. */
export function sayWhoIsThere({ team, key_worker }: MyTeamAnswer, now: Moment): string[] {
  if (!team.is_open) return [sayOpening(team, now), words.talkNow]
  const who = key_worker === null ? words.theTeam : words.keyWorkerAndTeam(key_worker.name.split(' ')[0] ?? key_worker.name)
  return [team.closes_at === null ? words.here(who) : words.hereUntil(who, sayClock(team.closes_at))]
}

function sayOpening(team: TeamView, now: Moment): string {
  if (team.opens_at !== null) return words.opens(sayWhen(team.opens_at, now))
  return team.closed_because === null ? words.closed : words.closedBecause(team.closed_because)
}
