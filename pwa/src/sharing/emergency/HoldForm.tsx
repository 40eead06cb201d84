import { useState } from 'preact/hooks'
import type { Id, ReviewRow } from '../../shared/api-types'
import { instantAt } from '../../shared/times'
import { useUnsavedWork } from '../../shared/unsaved'
import { Button, ButtonGroup, ErrorSummary, Form, TextArea, TextInput } from '../../shared/ui'
import { useSending } from '../../shared/use-sending'
import { errorsOf } from '../trouble'
import { holdBack } from './api'
import { words } from './words'

type Props = { id: Id; onDone: (row: ReviewRow) => void; onStop: () => void }

const tellsAt = '12:00'

/** Telling the person later, for a reason that is shown to them then. */
export function HoldForm({ id, onDone, onStop }: Props) {
  const [reason, setReason] = useState('')
  const [day, setDay] = useState('')
  const [isMissing, setIsMissing] = useState(false)
  const { isSending, error, fieldError, send, forget } = useSending()
  useUnsavedWork(reason !== '')
  const save = () => {
    const isGap = reason.trim() === '' || day === ''
    setIsMissing(isGap)
    if (isGap) { forget(); return; }
    void send(async () => onDone(await holdBack(id, instantAt(day, tellsAt), reason.trim())))
  }
  return (
    <Form onSend={save} label={words.hold}>
      <ErrorSummary errors={isMissing ? [{ field: `hold-${id}`, words: words.holdMissing }] : errorsOf(error)} />
      <TextArea name={`hold-${id}`} label={words.holdReason} hint={words.holdReasonHint} rows={3} limit={words.longest} value={reason} onInput={setReason} error={fieldError('reason')} />
      <TextInput name={`until-${id}`} type="date" label={words.holdUntil} hint={words.holdHint} value={day} onInput={setDay} error={fieldError('until')} />
      <ButtonGroup>
        <Button type="submit" isBusy={isSending} busyWords={words.holding}>{words.holdSend}</Button>
        <Button kind="secondary" onClick={onStop}>{words.never}</Button>
      </ButtonGroup>
    </Form>
  )
}
