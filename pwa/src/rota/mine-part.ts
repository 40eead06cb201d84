import type { MyShifts } from '../shared/api-types'

/** What each part of my page is given: what was read, and how to say what was done. */
export type PartProps = { mine: MyShifts; now: number; onDone: (said: string) => void }
