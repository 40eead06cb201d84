/**
 * Keeps what a page shows true: asks again often at first, then less and less, at once after news, never while nobody looks.
 *
 * A push can fail, so it is only a hint; asking is what counts.
 */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { ApiError, type Changed, type Unchanged } from '../shared/api'
import { useNews } from '../shared/use-news'
import type { Resource } from '../shared/use-resource'

export const pace = { first: 4_000, most: 30_000, growth: 1.35 }

/** How long to wait before asking again when nothing has been new for so many turns, in milliseconds. */
export function delayAfter(quietTurns: number): number {
  return Math.min(pace.most, Math.round(pace.first * pace.growth ** quietTurns))
}

export type Live<T> = Resource<T> & {
  /** When the service last answered; null until it has. */
  reachedAt: number | null
  /** Whether the newest try failed: what is shown may be old. */
  isStale: boolean
}

type Poll<T> = (etag: string | null) => Promise<Changed<T> | Unchanged>

export function useLive<T>(poll: Poll<T>, key = ''): Live<T> {
  const [shown, setShown] = useState<Shown<T>>(nothing(key))
  const state = useRef({ etag: null as string | null, quiet: 0, turn: 0, timer: undefined as Timer | undefined })
  const latestPoll = useRef(poll)
  latestPoll.current = poll

  const ask = useCallback(async () => {
    const mine = ++state.current.turn
    const isOld = () => mine !== state.current.turn
    clearTimeout(state.current.timer)
    try {
      const answer = await latestPoll.current(state.current.etag)
      if (isOld()) return
      state.current.quiet = answer.changed ? 0 : state.current.quiet + 1
      if (answer.changed) state.current.etag = answer.etag
      setShown((before) => reached(before, key, answer))
    } catch (error) {
      if (isOld()) return
      state.current.quiet++
      setShown((before) => ({ ...before, error, isLoading: false }))
      if (isOver(error)) return
    }
    if (!document.hidden) state.current.timer = setTimeout(() => void ask(), delayAfter(state.current.quiet))
  }, [key])

  const reload = useCallback(async () => {
    state.current.quiet = 0
    setShown((before) => (before.value === null ? { ...before, isLoading: true } : before))
    await ask()
  }, [ask])

  const set = useCallback((value: T) => {
    state.current.turn++
    state.current.etag = null
    setShown({ key, value, error: null, isLoading: false, reachedAt: Date.now() })
    void reload()
  }, [key, reload])

  useEffect(() => {
    const current = state.current
    current.etag = null
    setShown((before) => (before.key === key ? before : nothing(key)))
    void reload()
    return () => {
      current.turn++
      clearTimeout(current.timer)
    }
  }, [key, reload])
  useNews(() => void reload())

  const now = shown.key === key ? shown : nothing<T>(key)
  return { ...now, isStale: now.error !== null && now.value !== null, reload, set }
}

type Timer = ReturnType<typeof setTimeout>
type Shown<T> = { key: string; value: T | null; error: unknown; isLoading: boolean; reachedAt: number | null }

function nothing<T>(key: string): Shown<T> {
  return { key, value: null, error: null, isLoading: true, reachedAt: null }
}

function reached<T>(before: Shown<T>, key: string, answer: Changed<T> | Unchanged): Shown<T> {
  const value = answer.changed ? answer.value : before.value
  return { key, value, error: null, isLoading: false, reachedAt: Date.now() }
}

/** Refused for good: nobody is signed in, or there is no such request. Asking on would change nothing. */
function isOver(error: unknown): boolean {
  return error instanceof ApiError && [401, 403, 404].includes(error.status)
}
