/** Everything a step of a conversation needs to know: what stands, who reads and writes, and the ways to change it. */
import type { Conversation, LifeArea, Side, TypedFor } from '../shared/api-types'
import type { Shelf } from '../shared/use-draft'
import { firstName, workerName } from './rules'
import type { LiveConversation } from './use-conversation'
import type { Notes } from './use-notes'
import type { Placed } from './use-place'
import type { Reader } from './words'

export type Talk = {
  recordId: string
  /** As it stands, with the areas that were chosen here and are not sent yet. */
  conversation: Conversation
  live: LiveConversation
  notes: Notes
  placed: Placed
  /** Who reads and writes now: in hand-the-phone mode the other side. */
  reader: Reader
  typedFor: TypedFor
  isHanded: boolean
  mayWrite: boolean
  /** Where unsent words are kept. */
  shelf: Shelf
  isOwn: boolean
}

/** Who holds the device now, and for whom what is typed counts. */
export function holding(conversation: Conversation, isHanded: boolean): { reader: Reader; typedFor: TypedFor } {
  const { my_side: mine, person_name } = conversation
  const other: Side = mine === 'worker' ? 'person' : 'worker'
  const worker = workerName(conversation)
  const reader = { side: isHanded ? other : mine, person: firstName(person_name), worker: worker === null ? null : firstName(worker) }
  return { reader, typedFor: isHanded ? other : 'self' }
}

/** The conversation as if the areas chosen here were known to the service already. */
export function withChosen(conversation: Conversation, chosen: string[] | null): Conversation {
  if (chosen === null) return conversation
  const areas = chosen.map((key) => conversation.areas.find((one) => one.key === key) ?? freshArea(conversation, key))
  return { ...conversation, areas }
}

function freshArea({ ratings }: Conversation, key: string) {
  const rating = ratings.find(({ item }) => item === key)
  return { key, title: rating?.title ?? key, value: rating?.value ?? null, notes: {} }
}

export const titleOf = (areas: readonly LifeArea[], key: string | null): string | null => areas.find((one) => one.key === key)?.title ?? null
