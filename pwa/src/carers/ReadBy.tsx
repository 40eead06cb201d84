import type { MessageReader } from '../shared/api-types'
import { When } from '../shared/ui'
import { words } from './words'

/** "Read by Asha Begum, today, 3 pm". */
export function ReadBy({ readers, nobody }: { readers: readonly MessageReader[]; nobody: string }) {
  if (readers.length === 0) return <>{nobody}</>
  return <>{words.readBy} {readers.map(({ name, at }, index) => <span key={name}>{index > 0 && '; '}{name}, <When at={at} /></span>)}</>
}
