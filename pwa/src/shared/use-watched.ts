/**
 * Keeps a page about somebody else true to what that person shares at this moment: it asks again every ten seconds, on focus and after
 * news, and empties by itself. What could not be asked for a minute is not shown any longer. Nothing is kept on the device.
 */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { api, ApiError } from './api'
import { useNews } from './use-news'
import type { Resource } from './use-resource'

export const pace = { every: 10_000, emptyAfter: 60_000 }

/** Reads an address; when nothing has changed the answer of before is given again. */
export type Watch = <T>(path: string) => Promise<T>
type Known = Map<string, { etag: string | null; value: unknown }>

function watchInto(known: Known): Watch {
  return async <T>(path: string): Promise<T> => {
    const before = known.get(path)
    // The first reading is somebody's act; what the page asks for by itself afterwards must not keep anybody signed in.
    const answer = await api.getIfChanged<T>(path, before?.etag ?? null, { isPolling: before !== undefined })
    if (!answer.changed) return before?.value as T
    known.set(path, { etag: answer.etag, value: answer.value })
    return answer.value
  }
}

type Shown<T> = { key: string; value: T | null; error: unknown; isLoading: boolean }
const nothing = (key: string): Shown<never> => ({ key, value: null, error: null, isLoading: true })

export function useWatched<T>(read: (watch: Watch) => Promise<T>, key = ''): Resource<T> {
  const [shown, setShown] = useState<Shown<T>>(nothing(key))
  const latestRead = useRef(read)
  latestRead.current = read
  const state = useRef({ turn: 0, reachedAt: 0, known: new Map() as Known })

  const reload = useCallback(async () => {
    const mine = ++state.current.turn
    try {
      const value = await latestRead.current(watchInto(state.current.known))
      if (mine !== state.current.turn) return
      state.current.reachedAt = Date.now()
      setShown({ key, value, error: null, isLoading: false })
    } catch (error) {
      if (mine !== state.current.turn) return
      const isOver = error instanceof ApiError || Date.now() - state.current.reachedAt > pace.emptyAfter
      if (isOver) state.current.known.clear()
      setShown((before) => ({ key, value: isOver ? null : before.value, error, isLoading: false }))
    }
  }, [key])

  useEffect(() => {
    const current = state.current
    current.known.clear()
    void reload()
    const timer = setInterval(() => {
      if (!document.hidden) void reload()
    }, pace.every)
    return () => {
      current.turn++
      clearInterval(timer)
    }
  }, [reload])
  useNews(() => void reload())

  const set = useCallback((value: T) => setShown({ key, value, error: null, isLoading: false }), [key])
  const { value, error, isLoading } = shown.key === key ? shown : nothing(key)
  return { value, error, isLoading, reload, set }
}
