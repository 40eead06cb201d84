import { useState } from 'preact/hooks'
import type { Id, Outcome, ReviewRow } from '../../shared/api-types'
import { useUnsavedWork } from '../../shared/unsaved'
import { Button, ButtonGroup, ErrorSummary, Form, Radios, TextArea } from '../../shared/ui'
import { useSending } from '../../shared/use-sending'
import { errorsOf } from '../trouble'
import { sendReview } from './api'
import { words } from './words'

type Props = { id: Id; onDone: (row: ReviewRow) => void; onStop: () => void }

const outcomes = (Object.keys(words.outcomes) as Outcome[]).map((value) => ({ value, label: words.outcomes[value] }))

/** Whether it was right, and what a lead found. */
export function ReviewForm({ id, onDone, onStop }: Props) {
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const [said, setSaid] = useState('')
  const [isMissing, setIsMissing] = useState(false)
  const { isSending, error, fieldError, send, forget } = useSending()
  useUnsavedWork(said !== '')
  const save = () => {
    setIsMissing(outcome === null || said.trim() === '')
    if (outcome === null || said.trim() === '') { forget(); return; }
    void send(async () => onDone(await sendReview(id, outcome, said.trim())))
  }
  return (
    <Form onSend={save} label={words.review}>
      <ErrorSummary errors={isMissing ? [{ field: `outcome-${id}`, words: words.reviewMissing }] : errorsOf(error)} />
      <Radios name={`outcome-${id}`} legend={words.outcome} value={outcome} onChange={setOutcome} options={outcomes} />
      <TextArea name={`found-${id}`} label={words.reviewWords} hint={words.reviewWordsHint} rows={4} limit={words.longest} value={said} onInput={setSaid} error={fieldError('words')} />
      <ButtonGroup>
        <Button type="submit" isBusy={isSending} busyWords={words.holding}>{words.reviewSend}</Button>
        <Button kind="secondary" onClick={onStop}>{words.never}</Button>
      </ButtonGroup>
    </Form>
  )
}
