/** Ids that this device makes: a retry with the same id is harmless, and they sort by time. */
import { v7 } from 'uuid'

export function newId(): string {
  return v7()
}
