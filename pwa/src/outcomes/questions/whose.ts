import type { Id } from '../../shared/api-types'

/** Whose answers these are. */
export type Whose = {
  recordId: Id
  /** Of somebody else; null when they are one's own. */
  name: string | null
  /** Who sees what is shared of one's own: names, '' for nobody, null while that is not known. */
  sharedWith: string | null
  /** Where one goes when it is sent, and when one leaves. */
  after: string
}
