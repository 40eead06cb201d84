import { useEffect, useRef, useState } from 'preact/hooks'
import type { SafetyPlan } from '../../shared/api-types'
import { newId } from '../../shared/ids'
import { PlanPicture } from '../../shared/plan-photos/PlanPicture'
import { Button, ButtonGroup, Failed, Form } from '../../shared/ui'
import { useUnsavedWork } from '../../shared/unsaved'
import { useSending } from '../../shared/use-sending'
import { putPhoto } from './api'
import { audienceOf } from './audience'
import type { Prepared } from './prepare-photo'
import { words } from './photo-words'
import { WhoSees } from './WhoSees'

type Props = { plan: SafetyPlan; photo: Prepared; onKept: () => Promise<void>; onLeave: () => void }

/** A photo that was chosen and is not kept yet. It stays here until it has arrived, and is sent again under the same id. */
export function NewPhoto({ plan, photo, onKept, onLeave }: Props) {
  const [id] = useState(newId)
  const [said, setSaid] = useState({ words: '', is_private: true })
  const sending = useSending()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  useUnsavedWork(true)
  const send = () => void sending.send(() => putPhoto(id, photo.image, said)).then((isDone) => (isDone ? onKept() : undefined))
  return (
    <section aria-labelledby="new-photo">
      <h2 class="nhsuk-heading-m wm-photo-heading" id="new-photo" tabIndex={-1} ref={heading}>{words.newHeading}</h2>
      <p>{words.newExplains}</p>
      <div class="wm-new-photo"><PlanPicture photo={{ id, words: '', ...photo }} read={() => Promise.resolve(photo.image)} /></div>
      <Form onSend={send}>
        <WhoSees name="new" value={said} onChange={(some) => setSaid({ ...said, ...some })} audience={audienceOf(plan)} error={sending.fieldError('words')} />
        {sending.error !== null && <Failed what={words.failedWhat} error={sending.error} safe={words.stillHere} />}
        <ButtonGroup>
          <Button type="submit" isBusy={sending.isSending} busyWords={words.keeping}>{words.keep}</Button>
          <Button kind="quiet" onClick={onLeave}>{words.leave}</Button>
        </ButtonGroup>
      </Form>
    </section>
  )
}
