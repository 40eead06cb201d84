import { useState } from 'preact/hooks'
import type { QuietHours } from '../shared/api-types'
import { Button, ButtonGroup, ErrorSummary, Failed, Form, TextInput } from '../shared/ui'
import { useSending } from '../shared/use-sending'
import { putQuietHours } from './api'
import { words } from './words'

type Props = { hours: QuietHours; onSaved: (hours: QuietHours) => void; onStop: () => void }
type Lacking = { begins?: string | undefined; ends?: string | undefined }

/** From when until when. */
export function QuietForm({ hours, onSaved, onStop }: Props) {
  const [begins, setBegins] = useState(hours.begins ?? '22:00')
  const [ends, setEnds] = useState(hours.ends ?? '07:00')
  const [lacking, setLacking] = useState<Lacking>({})
  const sending = useSending()
  const save = () => {
    const { quietMissing: missing } = words
    const found: Lacking = { ...(begins === '' ? { begins: missing.begins } : {}), ...(ends === '' ? { ends: missing.ends } : {}) }
    setLacking(found)
    if (Object.keys(found).length > 0) return
    void sending.send(async () => onSaved(await putQuietHours(begins, ends)))
  }
  const wrong: Lacking = { begins: lacking.begins ?? sending.fieldError('begins'), ends: lacking.ends ?? sending.fieldError('ends') }
  const errors = Object.entries(wrong).flatMap(([field, said]) => (said === undefined ? [] : [{ field: `quiet-${field}`, words: said }]))
  return (
    <Form onSend={save} label={words.quietHeading}>
      <ErrorSummary errors={errors} />
      {sending.error !== null && errors.length === 0 && <Failed what={words.quietFailed} error={sending.error} safe={words.quietSafe} />}
      <TextInput name="quiet-begins" type="time" width={10} label={words.quietBegins} value={begins} onInput={setBegins} error={wrong.begins} />
      <TextInput name="quiet-ends" type="time" width={10} label={words.quietEnds} hint={words.quietEndsHint} value={ends} onInput={setEnds} error={wrong.ends} />
      <ButtonGroup>
        <Button type="submit" isBusy={sending.isSending} busyWords={words.quietSaving}>{words.quietSave}</Button>
        <Button kind="quiet" onClick={onStop}>{words.quietStop}</Button>
      </ButtonGroup>
    </Form>
  )
}
