/** English copy of what has happened to a request: the same story for both sides. */
import type { ClosingReason, ContactMechanism, PromiseHow, TimelineEntry } from '../shared/api-types'
import { sayWhen } from '../shared/times'
import { sayBack, sayBy } from './say'

/** MHSDS codes of how a contact took place, in plain words. */
export const mechanisms: Record<ContactMechanism, string> = {
  '02': 'By phone',
  '01': 'Face to face',
  '11': 'By video call',
  '09': 'By text message',
  '05': 'By e-mail',
  '10': 'By chat on a screen',
  '04': 'By a talking device or a relay service',
  '98': 'In another way',
}

const promised: Record<string, string> = { ring: 'ring', text: 'text', see: 'meet', video: 'meet by video call' } satisfies Record<PromiseHow, string>
const reasons: Record<string, string> = {
  plan_agreed: 'there is a plan',
  no_longer_needed: 'no longer needed',
  support_elsewhere: 'support comes from somewhere else',
} satisfies Record<ClosingReason, string>

/** How somebody came to be told, where that is not plain from the name. */
const roles: Record<string, string> = { cover: ', who covers for the key worker', duty: ', on the duty desk', lead: ', who leads the team' }
const whoms: Record<string, string> = {
  key_worker: 'the key worker', cover: 'who covers', duty: 'the duty desk', on_shift: 'everybody on shift', lead: 'the team lead', colleague: 'the colleague',
}
const whys: Record<string, string> = {
  nobody: 'there was nobody', left: 'they no longer work here', away: 'they were away', off_shift: 'they were not on shift',
  unreachable: 'no message reaches them',
}
const nameOf = (team: unknown) => (typeof team === 'string' ? team : 'another team')

type Entry = Pick<TimelineEntry, 'is_mine' | 'by' | 'at' | 'detail'> & { kind: string }

/** One line of the story. `you` are whoever reads it; the other side goes by name. */
export function sayEntry(entry: Entry): string {
  const who = entry.is_mine ? 'You' : (entry.by ?? 'We')
  return (lines[entry.kind] ?? unknown)(who, entry.detail, entry.at)
}

type Detail = Record<string, unknown>
const unknown = () => 'Something was written down'

const lines: Record<string, (who: string, detail: Detail, at: string) => string> = {
  sent: (who) => `${who} asked for more support`,
  told: (_who, { names, whom, team }) => `We told ${andMore(textsIn(names))}${roles[String(whom)] ?? (typeof team === 'string' ? ` of ${team}` : '')}`,
  skipped: (_who, { whom, why }) => `We passed over ${whoms[String(whom)] ?? 'a step'}: ${whys[String(why)] ?? 'nobody was there'}`,
  helping: (_who, { team }) => `${nameOf(team)} helps while the team is away`,
  helping_ended: (_who, { team }) => `${nameOf(team)} no longer helps`,
  moved_team: (_who, { team }) => `The request went to ${nameOf(team)}`,
  nobody_on_duty: (_who, { opens_at }) =>
    typeof opens_at === 'string' ? `The team was away. Back ${sayBack(opens_at)}` : 'The team was away',
  nobody_reachable: () => 'We could not reach anybody’s phone. We kept trying',
  seen: (who) => `${who} opened the request`,
  acknowledged: (who, { by_at, how }) =>
    `${who} promised to ${promised[String(how)] ?? 'answer'}${typeof by_at === 'string' ? ` by ${sayBy(by_at)}` : ''}`,
  promise_missed: () => 'The promised time passed. We asked again',
  promise_passed_on: (_who, { promised_by }) =>
    `${typeof promised_by === 'string' ? promised_by : 'A colleague'} cannot keep the promise any more. We asked again`,
  in_contact: (who, { mechanism, spoke_at }, at) => `${who} wrote down a contact${contactIn(mechanism, spoke_at, at)}`,
  plan_agreed: (who) => `${who} wrote down the plan`,
  transferred: (who, { to }) => `${who} handed this over to ${typeof to === 'string' ? to : 'a colleague'}`,
  note: (who, { side }) => (side === 'trusted' && who !== 'You' ? `${who}, a carer or someone trusted, added a note` : `${who} added a note`),
  closed: (who, { reason }) => `${who} closed the request: ${reasons[String(reason)] ?? 'it was over'}`,
  withdrawn: (who) => `${who} took the request back`,
  reopened: (who) => `${who} opened the request again`,
  afterwards: (who) => `${who} said how it was`,
}

// The time of the contact is said only where it was not just before it was written down.
const justBefore = 5 * 60_000

function contactIn(mechanism: unknown, spokeAt: unknown, writtenAt: string): string {
  const how = mechanisms[mechanism as ContactMechanism] as string | undefined
  const said = how === undefined ? '' : `, ${how.toLowerCase()}`
  const isEarlier = typeof spokeAt === 'string' && Date.parse(writtenAt) - Date.parse(spokeAt) > justBefore
  return isEarlier ? `${said}: ${sayWhen(spokeAt)}` : said
}

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}

function andMore(names: string[]): string {
  if (names.length === 0) return 'the team'
  if (names.length > 3) return `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`
  return names.length === 1 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`
}
