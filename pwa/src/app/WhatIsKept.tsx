import { SignOutForgets } from '../shared/SignOutForgets'
import { hasUnsavedWork } from '../shared/unsaved'
import { keeping } from './keep-drafts'
import { words } from './words'

/** In the warnings before an end: what becomes of her words if nobody presses anything, and if she signs out. */
export function WhatIsKept() {
  const now = keeping.value
  return (
    <>
      {now.state === 'kept' && <p>{words.draftsKept}</p>}
      {now.state === 'not-kept' && <p>{now.because ?? words.draftsNotKept}</p>}
      {hasUnsavedWork() && <p>{words.draftsCannot}</p>}
      <SignOutForgets />
    </>
  )
}
