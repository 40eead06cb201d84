/** The same act keeps its id until it is done, so that trying again never does it twice. */
import { useCallback, useRef } from 'preact/hooks'
import { newId } from './ids'

export type RetryId = {
  of: (content: unknown) => string
  /** Done: the same once more is another act. */
  done: () => void
}

export function useRetryId(): RetryId {
  const last = useRef({ content: '', id: '' })
  const of = useCallback((content: unknown) => {
    const said = JSON.stringify(content)
    if (last.current.content !== said) last.current = { content: said, id: newId() }
    return last.current.id
  }, [])
  const done = useCallback(() => {
    last.current = { content: '', id: '' }
  }, [])
  return { of, done }
}
