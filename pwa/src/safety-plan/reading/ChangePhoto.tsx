import { useState } from 'preact/hooks'
import type { PlanAudience, PlanPhoto } from '../../shared/api-types'
import { Button, ButtonGroup, Failed, Form } from '../../shared/ui'
import { useSending } from '../../shared/use-sending'
import { putPhotoWords, type PhotoWords } from './api'
import { words } from './photo-words'
import { WhoSees } from './WhoSees'

type Props = { photo: PlanPhoto; audience: PlanAudience; onDone: () => Promise<void>; onLeave: () => void }

export function ChangePhoto({ photo, audience, onDone, onLeave }: Props) {
  const [said, setSaid] = useState<PhotoWords>({ words: photo.words, is_private: photo.is_private })
  const sending = useSending()
  const save = () => void sending.send(() => putPhotoWords(photo.id, said)).then((isDone) => (isDone ? onDone() : undefined))
  return (
    <Form onSend={save}>
      <WhoSees name={photo.id} value={said} onChange={(some) => setSaid({ ...said, ...some })} audience={audience} error={sending.fieldError('words')} />
      {sending.error !== null && <Failed what={words.saveFailed} error={sending.error} />}
      <ButtonGroup>
        <Button type="submit" isBusy={sending.isSending} busyWords={words.saving}>{words.save}</Button>
        <Button kind="quiet" onClick={onLeave}>{words.cancel}</Button>
      </ButtonGroup>
    </Form>
  )
}
