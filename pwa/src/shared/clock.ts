/**
 * Whether this device's clock can be believed. "Open now" on a clock that is wrong would send somebody to a line that is
 * shut, so where the clock disagrees with the service's, went back, or was never compared, nothing is said about now.
 */
const keptUnder = 'waymark.clock'
const minute = 60_000
const tolerance = 5 * minute
const believedFor = 30 * 24 * 60 * minute
const writtenEvery = 60 * minute

/** What the service's clock said last, and by how much this device's was ahead of it then. */
type Heard = { said: number; ahead: number }

let heard: Heard | null = null
let written = 0

/** Called with the `Date` of every answer; it is as old as the way of the answer, a few seconds at most. */
export function noteServiceTime(header: string | null): void {
  const said = Date.parse(header ?? '')
  if (Number.isNaN(said)) return
  const next = { said, ahead: Date.now() - said }
  const isNews = heard === null || Math.abs(next.ahead - heard.ahead) > minute || said - written > writtenEvery
  heard = next
  if (isNews) write(next)
}

export function isClockRight(now = Date.now()): boolean {
  const last = heard ?? read()
  if (last === null) return false
  const since = now - last.said
  return Math.abs(last.ahead) <= tolerance && since >= -tolerance && since < believedFor
}

/** By how many milliseconds this device's clock is ahead of the service's, as far as is known. */
export function aheadBy(): number {
  return (heard ?? read())?.ahead ?? 0
}

/** What the service's clock shows now. */
export function serviceNow(): number {
  return Date.now() - aheadBy()
}

function read(): Heard | null {
  try {
    const [said, ahead] = (localStorage.getItem(keptUnder) ?? '').split(' ').map(Number)
    return said === undefined || ahead === undefined || Number.isNaN(said + ahead) ? null : { said, ahead }
  } catch {
    // Private windows may refuse storage: then only this visit is known.
    return null
  }
}

function write({ said, ahead }: Heard): void {
  written = said
  try {
    localStorage.setItem(keptUnder, `${said} ${ahead}`)
  } catch {
    // As above.
  }
}

/** As for a page that has just begun: it knows only what is kept. */
export function forgetServiceTime(): void {
  heard = null
}
