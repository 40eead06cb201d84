/** Reading something from the service for a page: loading, ready, failed, and again. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'

type Shown<T> = { key: string; value: T | null; error: unknown; isLoading: boolean }

export type Resource<T> = {
  /** The last good answer; stays while a newer one is fetched or could not be had. */
  value: T | null
  error: unknown
  isLoading: boolean
  reload: () => Promise<void>
  /** Puts in an answer that a write has just brought. */
  set: (value: T) => void
}

/**
 * @param read fetches the value; called again when `key` changes
 * @param key what the value belongs to, such as an id; the old value is dropped when it changes
 */
export function useResource<T>(read: () => Promise<T>, key = ''): Resource<T> {
  const [shown, setShown] = useState<Shown<T>>(empty(key))
  const turn = useRef(0)
  const latestRead = useRef(read)
  latestRead.current = read

  const reload = useCallback(async () => {
    const mine = ++turn.current
    const isStale = () => mine !== turn.current
    setShown((before) => ({ ...(before.key === key ? before : empty(key)), isLoading: true }))
    try {
      const value = await latestRead.current()
      if (!isStale()) setShown({ key, value, error: null, isLoading: false })
    } catch (error) {
      if (!isStale()) setShown((before) => ({ ...before, error, isLoading: false }))
    }
  }, [key])

  const set = useCallback((value: T) => {
    turn.current++
    setShown({ key, value, error: null, isLoading: false })
  }, [key])

  useEffect(() => {
    void reload()
    return () => {
      turn.current++
    }
  }, [reload])

  const { value, error, isLoading } = shown.key === key ? shown : empty(key)
  return { value, error, isLoading, reload, set }
}

function empty(key: string): Shown<never> {
  return { key, value: null, error: null, isLoading: true }
}
