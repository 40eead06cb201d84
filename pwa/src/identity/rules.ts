/** Small rules of signing in. Pure. */

/** How long, in milliseconds, before another code may be asked for: the first one needs time to arrive. */
export const patienceForCode = 30_000

/** The six digits in what was typed or pasted, such as "123 456"; null when there are not six. */
export function codeIn(typed: string): string | null {
  const digits = typed.replaceAll(/\D/g, '')
  return digits.length === 6 ? digits : null
}

/** Where to go on after signing in: a path of this service, and nothing else. */
export function nextPath(wanted: string | undefined, fallback = '/'): string {
  if (wanted === undefined || !/^\/(?![/\\])/.test(wanted)) return fallback
  const place = new URL(wanted, 'https://here.invalid')
  const isOurs = place.origin === 'https://here.invalid' && !place.pathname.startsWith('/sign-in')
  return isOurs ? place.pathname + place.search : fallback
}

/** The one-time secret in a link's fragment, without the #; null when there is none. */
export function tokenIn(hash: string): string | null {
  const token = hash.replace(/^#/, '')
  return /^[\w.~-]{8,512}$/.test(token) ? token : null
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

/** A first name for a passkey, so that nobody has to think of one: "iPhone". */
export function passkeyNameFor(userAgent: string, fallback: string): string {
  return systems.find(([sign]) => sign.test(userAgent))?.[1] ?? fallback
}
