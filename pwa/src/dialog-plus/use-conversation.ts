/**
 * A conversation kept true on two devices: together it is asked for every two seconds while somebody looks, alone only after news.
 * Losing the signal leaves what is shown; a refusal, such as sharing that was stopped, empties it at once.
 */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { ApiError, NotReached } from '../shared/api'
import type { Conversation } from '../shared/api-types'
import { saysItself } from '../shared/session'
import { useNews } from '../shared/use-news'
import type { Resource } from '../shared/use-resource'
import { pollConversation } from './api'

export const pace = { together: 2_000, away: 3_000 }

export type LiveConversation = Resource<Conversation> & {
  /** The newest try to reach the service failed. */
  isAway: boolean
  /** Runs a write whose answer is the conversation, and shows it. Failures are the caller's. */
  act: (write: () => Promise<Conversation>) => Promise<Conversation>
  /** The newest there is, also before the page is drawn with it. */
  latest: () => Conversation | null
}

type Shown = { value: Conversation | null; error: unknown; isLoading: boolean }
type State = { turn: number; etag: string | null; timer: ReturnType<typeof setTimeout> | undefined; next: number; value: Conversation | null }
const nothing: Shown = { value: null, error: null, isLoading: true }
const paceOf = ({ together, ended_at }: Conversation) => (together && ended_at === null ? pace.together : Infinity)

export function useConversation(recordId: string, id: string): LiveConversation {
  const [shown, setShown] = useState(nothing)
  const state = useRef<State>({ turn: 0, etag: null, timer: undefined, next: 0, value: null })

  const show = useCallback((next: Shown) => {
    state.current.value = next.value
    setShown(next)
  }, [])

  const ask = useCallback(async () => {
    const { current } = state
    const mine = ++current.turn
    clearTimeout(current.timer)
    try {
      // The first reading is somebody's act; what the page asks for by itself keeps nobody signed in.
      const answer = await pollConversation(recordId, id, current.etag, current.value !== null)
      if (mine !== current.turn) return
      if (answer.changed) current.etag = answer.etag
      const value = answer.changed ? answer.value : current.value
      current.next = value === null ? Infinity : paceOf(value)
      show({ value, error: null, isLoading: false })
    } catch (error) {
      if (mine !== current.turn) return
      const isOver = error instanceof ApiError
      if (isOver) current.etag = null
      current.next = isOver ? Infinity : pace.away
      show({ value: isOver ? null : current.value, error, isLoading: false })
    }
    if (!document.hidden && Number.isFinite(current.next)) current.timer = setTimeout(() => void ask(), current.next)
  }, [recordId, id, show])

  const set = useCallback((value: Conversation) => {
    const { current } = state
    // What was asked before this answer is older than it.
    current.turn++
    current.etag = null
    clearTimeout(current.timer)
    show({ value, error: null, isLoading: false })
    if (Number.isFinite(paceOf(value))) current.timer = setTimeout(() => void ask(), paceOf(value))
  }, [ask, show])

  const act = useCallback(async (write: () => Promise<Conversation>) => {
    try {
      const answer = await write()
      set(answer)
      return answer
    } catch (error) {
      if (error instanceof NotReached) {
        setShown((before) => ({ ...before, error }))
        clearTimeout(state.current.timer)
        state.current.timer = setTimeout(() => void ask(), pace.away)
      }
      throw error
    }
  }, [ask, set])
  const latest = useCallback(() => state.current.value, [])

  useEffect(() => {
    const current = state.current
    current.etag = null
    show(nothing)
    void ask()
    return () => {
      current.turn++
      clearTimeout(current.timer)
    }
  }, [ask, show])
  useNews(() => void ask())

  const isAway = shown.error instanceof NotReached && shown.value !== null
  useEffect(() => {
    saysItself.value = isAway
    return () => {
      saysItself.value = false
    }
  }, [isAway])
  return { ...shown, isAway, reload: ask, set, act, latest }
}
