/** What somebody may see, in sentences. Pure. */
import type { SectionName, SharedSection, TrustedPerson } from '../../shared/api-types'
import { dayOf, sayDay, type Moment } from '../../shared/times'
import { words } from './words'

export type Stand = 'now' | 'later' | 'stopped'
type Shared = Pick<SharedSection, 'section' | 'is_shared' | 'may_add' | 'only_while_open' | 'starts_at' | 'ends_at' | 'is_live'>

/** "a", "a and b", "a, b and c". */
export function inARow(things: readonly string[]): string {
  const last = things.at(-1) ?? ''
  return things.length < 2 ? last : `${things.slice(0, -1).join(', ')} ${words.and} ${last}`
}

export function nouns(sections: readonly SectionName[]): string {
  return inARow(sections.map((section) => words.nouns[section]))
}

/**
 * One sentence for all sections that are shared in the same way: "Jo can see your requests until Sunday 1 March."
 *
 * @param stand 'later' for somebody who is not here yet, 'stopped' while all sharing is stopped
 */
export function sayWhatTheySee({ name, sections }: Pick<TrustedPerson, 'name' | 'sections'>, now: Moment, stand: Stand = 'now'): string[] {
  const shared = sections.filter((one) => one.is_shared && !isOver(one, now))
  if (shared.length === 0 || stand === 'stopped') return [words.seesNothing(name)]
  return alike(shared).flatMap((group) => sayGroup(name, group, now, stand))
}

/** What ended by itself, since she may have forgotten that she chose it so. */
export function sayWhatIsOver({ name, sections }: Pick<TrustedPerson, 'name' | 'sections'>, now: Moment): string[] {
  const over = sections.filter((one) => one.is_shared && isOver(one, now))
  return alike(over).map(([first, ...more]) => words.isOver(name, nouns([first, ...more].map(({ section }) => section)), sayDay(first.ends_at ?? now, now)))
}

/** They see something now, or will by themselves. */
export function seesAnything({ sections }: Pick<TrustedPerson, 'sections'>, now: Moment): boolean {
  return sections.some((one) => one.is_shared && !isOver(one, now))
}

function isOver({ ends_at }: Shared, now: Moment): boolean {
  return ends_at !== null && Date.parse(ends_at) <= new Date(now).getTime()
}

type Group = [Shared, ...Shared[]]

function alike(sections: readonly Shared[]): Group[] {
  const groups = new Map<string, Group>()
  for (const one of sections) {
    const key = [one.may_add, one.only_while_open, dayIn(one.starts_at), dayIn(one.ends_at)].join()
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [one])
    else group.push(one)
  }
  return [...groups.values()]
}

const dayIn = (at: string | null) => (at === null ? '' : dayOf(at))

function sayGroup(name: string, group: Group, now: Moment, stand: Stand): string[] {
  const [first] = group
  const may = words.may(name, first.may_add, nouns(group.map(({ section }) => section)))
  const begins = first.starts_at !== null && Date.parse(first.starts_at) > new Date(now).getTime() ? words.from(sayDay(first.starts_at, now)) : ''
  const whenOpen = first.only_while_open ? words.whileOpen : ''
  const until = first.ends_at === null ? '' : words.until(sayDay(first.ends_at, now))
  const isWaiting = !first.is_live && first.only_while_open && begins === '' && stand === 'now'
  return [`${begins}${may}${whenOpen}${until}.`, ...(isWaiting ? [words.noneOpenNow] : [])]
}
