/** What is known of the plan's copy on this phone. */
import type { Id, Instant, SafetyPlan } from '../../api-types'

/** `open`: at once, for whoever holds the phone. `pin`, `passkey`: nothing readable lies here without it. */
export type KeptHow = 'open' | 'pin' | 'passkey'

/** Lies in localStorage, read at once. Says whose copy lies here and how, and nothing of what is in it. */
export type KeptMark = {
  accountId: Id
  how: KeptHow
  /** When the service last gave this copy, by the service's clock. */
  asOf: Instant
  /** Under which the service knows that this browser keeps a copy. */
  phoneId: Id
}

export type TeamPhone = { name: string; phone: string }
export type KeptPlan = { plan: SafetyPlan; photos: Record<Id, Blob>; teamPhone: TeamPhone | null; asOf: Instant }

export type Open = { state: 'open'; kept: KeptPlan }
export type Opened =
  | Open
  /** `waitSeconds`: how long no PIN is taken, after wrong ones. */
  | { state: 'locked'; how: 'pin' | 'passkey'; waitSeconds: number }
  /** Chosen to be kept here, and not there any more: browsers clear away what they like. */
  | { state: 'lost' }
  | { state: 'none' }

/** `waitSeconds`: how long no further PIN is taken; 0 at first. */
export type WrongPin = { state: 'wrong'; waitSeconds: number }
export type PasskeyFailed = { state: 'failed'; because: 'cancelled' | 'not-here' }
export type Kept =
  | { state: 'kept'; isPersistent: boolean }
  | { state: 'refused'; because: 'storage' | 'prf' | 'not-reached' | 'cancelled' }
