/** What is decided here apart from the browser. */

export const leastLetters = 6

export type PinFault = 'short' | 'letters' | 'easy' | 'differs'

/** Why this PIN does not do; null when it does. */
export function faultIn(pin: string, again: string): PinFault | null {
  const typed = pin.trim().normalize('NFKC')
  if (typed.length < leastLetters) return 'short'
  if (!/^[\p{L}\p{N}]+$/u.test(typed)) return 'letters'
  if (isEasy(typed)) return 'easy'
  return typed === again.trim().normalize('NFKC') ? null : 'differs'
}

/** All the same, or counted up or down: what somebody would try first. */
function isEasy(pin: string): boolean {
  const codes = Array.from(pin, (letter) => letter.codePointAt(0) ?? 0)
  const steps = new Set(codes.slice(1).map((code, index) => code - (codes[index] ?? 0)))
  return steps.size === 1 && [...steps].every((step) => Math.abs(step) <= 1)
}

const month = 30 * 24 * 60 * 60_000

/** More than 30 days by this phone's clock. One that is ahead says so too soon, which harms nobody; one that is behind says nothing. */
export function isOld(asOf: string, now: number): boolean {
  return now - Date.parse(asOf) > month
}
