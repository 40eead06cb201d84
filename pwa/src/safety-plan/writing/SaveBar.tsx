import { ApiError } from '../../shared/api'
import type { PlanSection } from '../../shared/api-types'
import { sayWhen } from '../../shared/times'
import { Button, ButtonGroup, Failed, wordsFor } from '../../shared/ui'
import type { Writing } from './use-section'
import { words } from './words'

/** Whether it is saved, in words that are always true, and the one press that saves. */
export function SaveBar({ writing, section }: { writing: Writing; section: PlanSection }) {
  const { sending, isUnsaved, isKept, bringBack } = writing
  return (
    <div class="wm-write-save">
      <NotSaved writing={writing} />
      <p role="status" class="wm-write-status">{sayState(writing, section)}</p>
      <ButtonGroup>
        <Button onClick={writing.save} isBusy={sending.isSending} busyWords={words.saving}>{sending.error === null ? words.save : words.saveAgain}</Button>
        {isUnsaved && <Button kind="quiet" onClick={writing.throwAway}>{words.throwAway}</Button>}
        {bringBack !== null && <Button kind="quiet" onClick={bringBack}>{words.bringBack}</Button>}
      </ButtonGroup>
      {isUnsaved && !isKept && <p>{words.notSavedNorKept}</p>}
    </div>
  )
}

function sayState({ said, isUnsaved, isKept }: Writing, { at }: PlanSection): string {
  if (said !== '') return said
  if (isUnsaved) return isKept ? words.notSaved : ''
  return at === null ? '' : words.savedAt(sayWhen(at))
}

/** Refused with faults in the fields: those say it. Otherwise: not saved, what is safe, and what to do. */
export function NotSaved({ writing: { sending, problems, isKept } }: { writing: Writing }) {
  const { error } = sending
  if (error === null || problems.length > 0) return null
  if (error instanceof ApiError) return <Failed what={words.saveFailed} error={error} safe={isKept ? words.stillSafe : words.safeHere} />
  return (
    <div class="wm-callout" role="alert">
      <h2 class="wm-callout__heading">{words.notSavedHeading}</h2>
      <p>{wordsFor(error)} {isKept ? words.safe : words.safeHere}</p>
    </div>
  )
}
