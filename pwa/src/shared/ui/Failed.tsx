import type { ComponentChildren } from 'preact'
import { ApiError, NotReached } from '../api'
import { words } from '../words'
import { Button } from './Button'

type Props = {
  /** What was tried, after "We could not": "send this", "get your requests". */
  what: string
  error: unknown
  /** What is safe: "Your words are kept on this phone." */
  safe?: string
  onRetry?: () => void
  /** What else can be done, such as numbers to ring. */
  children?: ComponentChildren
}

/** What happened, what is safe, what to do. */
export function Failed({ what, error, safe = words.failedSafe, onRetry, children }: Props) {
  return (
    <div class="wm-callout" role="alert">
      <h2 class="wm-callout__heading">{words.failedHeading(what)}</h2>
      <p>{wordsFor(error)} {safe}</p>
      {children}
      {onRetry && <Button kind="secondary" onClick={onRetry}>{words.tryAgain}</Button>}
    </div>
  )
}

/** The words for anything that went wrong. */
export function wordsFor(error: unknown): string {
  if (error instanceof ApiError) return error.detail
  return error instanceof NotReached ? error.message : words.broken
}
