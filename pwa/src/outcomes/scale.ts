/** The scale of a question in words. Pure. */
import type { InstrumentItem } from '../shared/api-types'

/** "fairly satisfied"; null where only the ends of the scale have words. */
export function wordsOf({ labels }: InstrumentItem, value: number): string | null {
  return labels.find((label) => label.value === value)?.words ?? null
}

/** "5, fairly satisfied". */
export function sayValue(item: InstrumentItem, value: number): string {
  const words = wordsOf(item, value)
  return words === null ? String(value) : `${value}, ${words}`
}

/** Faces belong to the scale of satisfaction from 1 to 7, and to no other. */
export function hasFaces({ low, high, labels }: InstrumentItem): boolean {
  return low === 1 && high === 7 && labels.length === 7 && labels.filter(({ words }) => /satisf/i.test(words)).length >= 6
}
