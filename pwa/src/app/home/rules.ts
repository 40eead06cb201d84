/** What the home page says, from what the service answered. */
import type { Me, MyTeamAnswer, SectionChoice, StepUpRow, TeamView } from '../../shared/api-types'
import { hourOf, sayClock, type Moment } from '../../shared/times'
import { firstName, isEnded } from '../../step-up/rules'
import { sayBack } from '../../step-up/say'
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

export type NextThing = { kind: keyof typeof words.nextThings; href: string }

/** What could be done now, the one that matters most first. */
export function nextThings(
  { has_passkey, has_way_back }: Pick<Me, 'has_passkey' | 'has_way_back'>,
  requests: readonly StepUpRow[],
  sections: readonly SectionChoice[],
  needsMessages: boolean,
): NextThing[] {
  const over = askedAfterwards(requests)
  return [
    ...(over === null ? [] : [{ kind: 'afterwards' as const, href: `/my-requests/${over.id}/afterwards` }]),
    ...(needsMessages ? [{ kind: 'messages' as const, href: '/devices' }] : []),
    ...(isSharingOpen(sections) ? [{ kind: 'sharing' as const, href: '/sharing' }] : []),
    ...(has_way_back ? [] : [{ kind: 'wayBack' as const, href: '/account' }]),
    ...(has_passkey ? [] : [{ kind: 'passkey' as const, href: '/account' }]),
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
