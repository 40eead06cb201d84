import { useEffect, useRef } from 'preact/hooks'
import type { PlanPhoto } from '../../shared/api-types'
import { Button, ButtonGroup, Failed } from '../../shared/ui'
import { useSending } from '../../shared/use-sending'
import { removePhoto } from './api'
import { words } from './photo-words'

/** A second look before a photo is gone for good. */
export function RemovePhoto({ photo, onDone, onLeave }: { photo: PlanPhoto; onDone: () => Promise<void>; onLeave: () => void }) {
  const sending = useSending()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const remove = () => void sending.send(() => removePhoto(photo.id)).then((isDone) => (isDone ? onDone() : undefined))
  return (
    <div class="wm-callout">
      <h3 class="wm-callout__heading wm-photo-heading" tabIndex={-1} ref={heading}>{words.sureHeading}</h3>
      <p>{words.sureExplains}</p>
      {sending.error !== null && <Failed what={words.removeFailed} error={sending.error} />}
      <ButtonGroup>
        <Button onClick={remove} isBusy={sending.isSending} busyWords={words.removing}>{words.sure}</Button>
        <Button kind="secondary" onClick={onLeave}>{words.notSure}</Button>
      </ButtonGroup>
    </div>
  )
}
