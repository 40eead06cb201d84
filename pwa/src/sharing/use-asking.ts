import { useCallback } from 'preact/hooks'
import { useSending, type Sending } from '../shared/use-sending'

/** As `useSending`, but what went wrong last time is taken away first, so that the same words are read out again. */
export function useAsking(): Sending {
  const sending = useSending()
  const { forget, send } = sending
  const sendAfresh = useCallback((work: () => Promise<unknown>) => {
    forget()
    return send(work)
  }, [forget, send])
  return { ...sending, send: sendAfresh }
}
