import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { ApiError } from '../shared/api'
import { Button, wordsFor } from '../shared/ui'
import { outcomeOf } from './ask-draft'
import { problemsIn } from './problems'
import { both } from './words-for-both'

type Props = {
  error: unknown
  onRetry: () => void
  isBusy: boolean
  /** What else can be done, such as numbers to ring. */
  children?: ComponentChildren
}

/** Something was not sent, for another reason than a field: says so where the eyes and the focus go. */
export function NotSent({ error, onRetry, isBusy, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  const isShown = error !== null && problemsIn(error).length === 0
  useEffect(() => {
    if (isShown) heading.current?.focus()
  }, [error, isShown])
  if (!isShown) return null
  const isUnsure = outcomeOf(error) === 'unsure'
  return (
    <section class="wm-callout" aria-labelledby="not-sent">
      <h2 class="wm-callout__heading" id="not-sent" tabIndex={-1} ref={heading}>
        {isUnsure ? both.failed.unsure : both.failed.notSent}
      </h2>
      <p>{isUnsure ? both.failed.unsureBody : wordsFor(error)} {both.failed.kept}</p>
      {children}
      {!isChanged(error) && <Button kind="secondary" onClick={onRetry} isBusy={isBusy}>{both.failed.again}</Button>}
    </section>
  )
}

/** Somebody else was quicker: trying the same again would be refused again. */
function isChanged(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 409 || error.status === 403 || error.status === 404)
}
