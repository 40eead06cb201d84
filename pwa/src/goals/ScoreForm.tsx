import { useState } from 'preact/hooks'
import { Button, Failed, Form } from '../shared/ui'
import { useSending } from '../shared/use-sending'
import { Scale } from './Scale'
import { useRetryId } from '../shared/use-retry-id'
import { words } from './words'

type Props = { name: string; legend: string; onSend: (value: number, id: string) => Promise<void> }

/** One number, then "Save": a slip of the thumb sends nothing. */
export function ScoreForm({ name, legend, onSend }: Props) {
  const [value, setValue] = useState<number | null>(null)
  const [isMissing, setIsMissing] = useState(false)
  const sending = useSending()
  const id = useRetryId()
  const save = () => {
    setIsMissing(value === null)
    if (value === null) return
    void sending.send(() => onSend(value, id.of(value))).then((isDone) => {
      if (!isDone) return
      id.done()
      setValue(null)
    })
  }
  return (
    <Form onSend={save}>
      {sending.error !== null && <Failed what={words.saveFailed} error={sending.error} />}
      <Scale name={name} legend={legend} value={value} onChange={setValue} error={isMissing ? words.nearMissing : undefined} />
      <Button type="submit" isBusy={sending.isSending} busyWords={words.saving}>{words.save}</Button>
    </Form>
  )
}
