import { useRef } from 'preact/hooks'

/** The last value there was, while the next one is fetched. */
export function useLast<T>(value: T | null): T | null {
  const last = useRef<T | null>(null)
  if (value !== null) last.current = value
  return last.current
}
