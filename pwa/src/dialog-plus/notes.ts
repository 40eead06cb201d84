/** What is shown of an answer that was saved, is being written here, and may be written elsewhere too. Pure. */
import type { Note, TypedFor } from '../shared/api-types'

/** Words on their way: begun here on top of a version, and perhaps sent without an answer having come. */
export type NoteDraft = { words: string; version: number; typedFor: TypedFor; sent: string | null }

export type NoteState = {
  words: string
  /** The version that what is written here replaces. */
  base: number
  /** Whether something here is not with the service yet. */
  isUnsent: boolean
  /** Words of somebody else that came in meanwhile: the person chooses. */
  theirs: Note | null
}

export function stateOfNote(saved: Note | undefined, draft: NoteDraft | undefined): NoteState {
  const version = saved?.version ?? 0
  const words = saved?.words ?? ''
  if (draft === undefined || draft.words === words) return { words, base: version, isUnsent: false, theirs: null }
  // What came in is what was sent from here: the answer to that was only slower, or was lost.
  const isOwn = draft.version >= version || draft.sent === words
  return { words: draft.words, base: isOwn ? version : draft.version, isUnsent: true, theirs: isOwn ? null : (saved ?? null) }
}

/** Both, one below the other. */
export const joined = (mine: string, theirs: string): string => [theirs.trim(), mine.trim()].filter((words) => words !== '').join('\n')
