/**
 * Everything that is typed in a conversation: kept as a draft at once, sent when somebody stops typing or leaves the field,
 * and never sent by itself after it could not be sent. What both wrote stays until the person has chosen.
 */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { ApiError } from '../shared/api'
import type { Conversation, Note, Prompt, TypedFor } from '../shared/api-types'
import { useUnsavedWork } from '../shared/unsaved'
import { useDraft, type Shelf } from '../shared/use-draft'
import { chooseAreas, writeNote } from './api'
import { stateOfNote, type NoteDraft, type NoteState } from './notes'
import type { LiveConversation } from './use-conversation'

/** After so long without a letter the words are sent; and for so long after the last one nobody is taken to another step. */
export const pause = { beforeSending: 1_200, beforeMoving: 5_000 }

export type Field = `${string}/${Prompt}`
type ChoiceDraft = { areas: string[] }
type Kept = Partial<Record<string, NoteDraft | ChoiceDraft>>
const choice = 'areas'

export type Notes = {
  isReady: boolean
  stateOf: (field: Field) => NoteState & { isBusy: boolean; error: unknown }
  /** Types into a field, on top of the version that was seen there. */
  write: (field: Field, words: string, base: number, typedFor: TypedFor) => void
  /** Sends what was typed and still waits for a pause. */
  settle: (field: Field) => void
  settleAll: () => void
  /** Puts an end to "you both wrote something": these words now, on top of theirs; null takes theirs. */
  decide: (field: Field, words: string | null) => void
  choose: (areas: string[]) => void
  /** Areas chosen here that the service does not know yet. */
  chosen: string[] | null
  choiceError: unknown
  /** Words that could not be sent, or were found from an earlier visit: they wait to be sent by hand. */
  waiting: string[]
  sendAll: () => Promise<void>
  isWriting: () => boolean
}

export function useNotes(live: LiveConversation, recordId: string, conversationId: string, shelf: Shelf): Notes {
  const { value: drafts, change, forget, isReady, isKept } = useDraft<Kept>(`dialog-plus-${conversationId}`, {}, shelf)
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set())
  const [errors, setErrors] = useState<Readonly<Record<string, unknown>>>({})
  const hands = useRef({ timers: new Map<Field, ReturnType<typeof setTimeout>>(), flying: new Set<Field>(), lastTyped: 0, choosing: Promise.resolve() })
  const all = useRef<Kept>({})
  all.current = drafts
  const { act, latest, reload } = live

  const put = useCallback((key: string, draft: NoteDraft | ChoiceDraft | undefined) => {
    all.current = { ...all.current, [key]: draft }
    change({ [key]: draft })
    if (Object.values(all.current).every((one) => one === undefined)) void forget()
  }, [change, forget])

  const mark = useCallback((key: string, isBusy: boolean, error: unknown = null) => {
    setBusy((before) => new Set(isBusy ? [...before, key] : [...before].filter((one) => one !== key)))
    setErrors((before) => ({ ...before, [key]: error }))
  }, [])

  const send = useCallback(async (field: Field): Promise<void> => {
    const { flying, timers } = hands.current
    const conversation = latest()
    const draft = noteIn(all.current, field)
    const { base, isUnsent, theirs } = stateOfNote(savedIn(conversation, field), draft)
    if (conversation === null || draft === undefined || flying.has(field)) return
    if (!isUnsent) put(field, undefined)
    if (!isUnsent || theirs !== null) { mark(field, false); return }
    const [area, prompt] = partsOf(field)
    flying.add(field)
    mark(field, true)
    put(field, { ...draft, version: base, sent: draft.words })
    try {
      await act(() => writeNote(recordId, conversation.id, { area, prompt, words: draft.words, version: base, typed_for: draft.typedFor }))
      flying.delete(field)
      if (noteIn(all.current, field)?.words === draft.words) put(field, undefined)
      if (timers.has(field)) return
      mark(field, false)
      // More was typed while this was on its way.
      if (noteIn(all.current, field) !== undefined) await send(field)
    } catch (error) {
      flying.delete(field)
      const hasChanged = error instanceof ApiError && error.code === 'dialog_plus.changed'
      mark(field, false, hasChanged ? null : error)
      if (hasChanged) await reload()
    }
  }, [act, latest, mark, put, recordId, reload])

  const settle = useCallback((field: Field) => {
    const { timers } = hands.current
    if (!timers.has(field)) return
    clearTimeout(timers.get(field))
    timers.delete(field)
    void send(field)
  }, [send])
  const settleAll = useCallback(() => { [...hands.current.timers.keys()].forEach(settle) }, [settle])

  const write = useCallback((field: Field, words: string, base: number, typedFor: TypedFor) => {
    const { timers } = hands.current
    const before = noteIn(all.current, field)
    put(field, { words, version: before?.version ?? base, typedFor, sent: before?.sent ?? null })
    hands.current.lastTyped = Date.now()
    mark(field, true)
    clearTimeout(timers.get(field))
    timers.set(field, setTimeout(() => settle(field), pause.beforeSending))
  }, [mark, put, settle])

  const decide = useCallback((field: Field, words: string | null) => {
    const draft = noteIn(all.current, field)
    if (words === null || draft === undefined) { put(field, undefined); return }
    put(field, { ...draft, words, version: savedIn(latest(), field)?.version ?? 0, sent: null })
    void send(field)
  }, [latest, put, send])

  const sendChoice = useCallback(async () => {
    const areas = choiceIn(all.current)
    const conversation = latest()
    if (areas === null || conversation === null) return
    mark(choice, true)
    try {
      await act(() => chooseAreas(recordId, conversation.id, areas, conversation.choice_version))
      mark(choice, false)
      if (choiceIn(all.current) === areas) put(choice, undefined)
    } catch (error) {
      mark(choice, false, error)
      if (!(error instanceof ApiError)) return
      // Somebody was faster, or it was refused: what stands is shown, and she chooses anew.
      put(choice, undefined)
      await reload()
    }
  }, [act, latest, mark, put, recordId, reload])

  const choose = useCallback((areas: string[]) => {
    put(choice, { areas })
    hands.current.choosing = hands.current.choosing.then(sendChoice)
  }, [put, sendChoice])

  const waiting = isReady ? Object.keys(drafts).filter((key) => !busy.has(key) && isWaiting(live.value, key, drafts)) : []
  const sendAll = async () => {
    await sendChoice()
    for (const key of waiting) if (key !== choice) await send(key as Field)
  }

  useUnsavedWork(!isKept && waiting.length + busy.size > 0)
  useEffect(() => settleAll, [settleAll])
  return {
    isReady, write, settle, settleAll, decide, choose, sendAll, waiting,
    stateOf: (field) => ({ ...stateOfNote(savedIn(live.value, field), noteIn(drafts, field)), isBusy: busy.has(field), error: errors[field] ?? null }),
    chosen: choiceIn(drafts),
    choiceError: errors[choice] ?? null,
    isWriting: () => hands.current.timers.size > 0 || Date.now() - hands.current.lastTyped < pause.beforeMoving,
  }
}

function partsOf(field: Field): [string, Prompt] {
  const [area = '', prompt = ''] = field.split('/')
  return [area, prompt as Prompt]
}

function savedIn(conversation: Conversation | null, field: Field): Note | undefined {
  const [area, prompt] = partsOf(field)
  return conversation?.areas.find(({ key }) => key === area)?.notes[prompt]
}

function noteIn(kept: Kept, field: string): NoteDraft | undefined {
  const draft = kept[field]
  return draft !== undefined && 'words' in draft ? draft : undefined
}

function choiceIn(kept: Kept): string[] | null {
  const draft = kept[choice]
  return draft !== undefined && 'areas' in draft ? draft.areas : null
}

/** What only has to be chosen between is asked about in its field, not offered for sending. */
function isWaiting(conversation: Conversation | null, key: string, kept: Kept): boolean {
  if (key === choice) return choiceIn(kept) !== null
  const state = stateOfNote(savedIn(conversation, key as Field), noteIn(kept, key))
  return state.isUnsent && state.theirs === null
}
