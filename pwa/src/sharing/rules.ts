/** Small rules of sharing and joining. Pure. */
import type { AccessEntry, InvitationRow } from '../shared/api-types'
import { dayOf } from '../shared/times'

/** The one-time secret in an invitation's fragment, without the #; null when there is none. */
export function tokenIn(hash: string): string | null {
  const token = hash.replace(/^#/, '')
  return /^[\w.~-]{8,512}$/.test(token) ? token : null
}

/** The six digits in what was typed or pasted, such as "123 456"; null when there are not six. */
export function codeIn(typed: string): string | null {
  const digits = typed.replaceAll(/\D/g, '')
  return digits.length === 6 ? digits : null
}

export type Day = { day: string; entries: AccessEntry[] }

/** The log by day in the United Kingdom, in the order it came. */
export function byDay(entries: readonly AccessEntry[]): Day[] {
  const days: Day[] = []
  for (const entry of entries) {
    const day = dayOf(entry.at)
    const last = days.at(-1)
    if (last?.day === day) last.entries.push(entry)
    else days.push({ day, entries: [entry] })
  }
  return days
}

/** "today" as the first word of a heading. */
export function asHeading(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Those that can still be used, the one that ends first on top. */
export function stillOpen(invitations: readonly InvitationRow[], now = Date.now()): InvitationRow[] {
  return invitations
    .filter(({ state, expires_at }) => state === 'open' && Date.parse(expires_at) > now)
    .sort((a, b) => a.expires_at.localeCompare(b.expires_at))
}

const systems: readonly (readonly [RegExp, string])[] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/CrOS/, 'Chromebook'],
  [/Windows/, 'Windows'],
  [/Macintosh/, 'Mac'],
  [/Linux/, 'Linux'],
]

/** A first name for the passkey, so that nobody has to think of one: "iPhone". */
export function passkeyNameFor(userAgent: string, fallback: string): string {
  return systems.find(([sign]) => sign.test(userAgent))?.[1] ?? fallback
}
