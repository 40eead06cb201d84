/**
 * Whom to ring now, also signed out and with no signal. In this order: what the service says, what it said last on this
 * device, and what came with the app. The list is public and small, so it stays on the device when somebody signs out.
 */
import type { CrisisLine } from './api-types'
import { bundledLines } from './bundled-lines'
import { isClockRight } from './clock'
import { openingAt, sayHours, sayOpening } from './opening'
import { service } from './session'

export type { CrisisLine }

const keptUnder = 'waymark.lines'
/** Without these, a list is no list: somebody in danger must find them whatever else went wrong. */
const always = ['999', '111']

export function crisisContacts(): readonly CrisisLine[] {
  return whole(service.value?.crisis_contacts) ?? whole(keptLines()) ?? bundledLines
}

/** Keeps each list that the service gives, in place of the one before. Called once, at the start. */
export function keepCrisisLines(): void {
  service.subscribe((known) => {
    const lines = whole(known?.crisis_contacts)
    if (lines !== null) keep(lines)
  })
}

/** "Open now until 11 pm"; where this device's clock cannot be believed, the hours of the week. */
export function sayWhenOpen(line: CrisisLine, now: number): string[] {
  return isClockRight(now) ? [sayOpening(openingAt(line, now), now)] : sayHours(line)
}

/** Those that are open now first, the rest after them, each in the order of the list. With a wrong clock: as they are. */
export function openFirst(lines: readonly CrisisLine[], now: number): readonly CrisisLine[] {
  if (!isClockRight(now)) return lines
  const isShut = (line: CrisisLine) => Number(['closed', 'unsaid'].includes(openingAt(line, now).state))
  return [...lines].sort((a, b) => isShut(a) - isShut(b))
}

/** The day of the number that nobody has looked at for longest. */
export function oldestCheck(lines: readonly CrisisLine[]): string {
  return lines.map(({ checked_on: day }) => day).sort()[0] ?? ''
}

function whole(lines: unknown): readonly CrisisLine[] | null {
  if (!Array.isArray(lines) || !lines.every(isLine)) return null
  return always.every((number) => lines.some(({ call }) => call === number)) ? lines : null
}

const isLine = (line: Partial<CrisisLine> | null): line is CrisisLine => typeof line?.name === 'string' && Array.isArray(line.hours)

function keptLines(): unknown {
  try {
    return JSON.parse(localStorage.getItem(keptUnder) ?? 'null')
  } catch {
    // Storage that is refused, or holds something else: the bundled list is there.
    return null
  }
}

function keep(lines: readonly CrisisLine[]): void {
  try {
    localStorage.setItem(keptUnder, JSON.stringify(lines, (name, value: unknown) => (name === 'source' ? undefined : value)))
  } catch {
    // Full, or refused: this visit has the list, the next asks again.
  }
}
