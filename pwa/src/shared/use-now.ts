/** The time now, kept true while the page is open: "in until 5 pm" must not stay there at six. */
import { useEffect, useState } from 'preact/hooks'

/** @param every how often to look at the clock, in milliseconds */
export function useNow(every = 30_000): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every)
    return () => clearInterval(timer)
  }, [every])
  return now
}
