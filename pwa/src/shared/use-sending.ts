/** Sending something to the service from a form: busy, refused, not reached. */
import { useCallback, useRef, useState } from 'preact/hooks'
import { ApiError } from './api'

export type Sending = {
  isSending: boolean
  error: unknown
  /** Words for a field that the service refused, by the name it has there. */
  fieldError: (name: string) => string | undefined
  /** Runs the work once at a time; true when it was done. A second call meanwhile does nothing. */
  send: (work: () => Promise<unknown>) => Promise<boolean>
  forget: () => void
}

export function useSending(): Sending {
  const [isSending, setIsSending] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const isUnderWay = useRef(false)

  const send = useCallback(async (work: () => Promise<unknown>) => {
    if (isUnderWay.current) return false
    isUnderWay.current = true
    setIsSending(true)
    // Forgotten first: the same refusal a second time is then read out again.
    setError(null)
    try {
      await work()
      return true
    } catch (refusal) {
      setError(refusal)
      return false
    } finally {
      isUnderWay.current = false
      setIsSending(false)
    }
  }, [])

  const fieldError = (name: string) => (error instanceof ApiError ? error.fields[name]?.[0] : undefined)
  return { isSending, error, fieldError, send, forget: useCallback(() => setError(null), []) }
}
