import { useState } from 'preact/hooks'
import type { ReportRow } from '../../shared/api-types'
import { useUnsavedWork } from '../../shared/unsaved'
import { Button, ButtonGroup, ErrorSummary, Form, Quote, TextArea, When } from '../../shared/ui'
import { useSending } from '../../shared/use-sending'
import { errorsOf } from '../trouble'
import { answerReport } from './api'
import { words } from './words'

type Props = { rows: readonly ReportRow[]; onChanged: (rows: ReportRow[]) => void }

/** What people found odd, and the answers to it. */
export function Reports({ rows, onChanged }: Props) {
  if (rows.length === 0) return <p>{words.reportsNone}</p>
  const change = (changed: ReportRow) => onChanged(rows.map((row) => (row.id === changed.id ? changed : row)))
  return <>{rows.map((row) => <OneReport key={row.id} row={row} onChanged={change} />)}</>
}

function OneReport({ row, onChanged }: { row: ReportRow; onChanged: (row: ReportRow) => void }) {
  const [isOpen, setIsOpen] = useState(false)
  const finish = (changed: ReportRow) => {
    setIsOpen(false)
    onChanged(changed)
  }
  const { preferred_name: name, at, about, words: said, answer, answered_by: by } = row
  return (
    <section class="wm-section">
      <p>{words.reportFrom(name)} <When at={at} />: {about !== null && words.reportAbout(about)}</p>
      <Quote words={said} />
      {answer !== null && <><p>{words.answeredBy(by ?? '')}</p><Quote words={answer} /></>}
      {answer === null && !isOpen && <Button onClick={() => setIsOpen(true)} label={words.answerLabel(name)}>{words.answer}</Button>}
      {isOpen && <AnswerForm row={row} onDone={finish} onStop={() => setIsOpen(false)} />}
    </section>
  )
}

function AnswerForm({ row: { id }, onDone, onStop }: { row: ReportRow; onDone: (row: ReportRow) => void; onStop: () => void }) {
  const [said, setSaid] = useState('')
  const [isMissing, setIsMissing] = useState(false)
  const { isSending, error, send, forget } = useSending()
  useUnsavedWork(said !== '')
  const save = () => {
    setIsMissing(said.trim() === '')
    if (said.trim() === '') { forget(); return; }
    void send(async () => onDone(await answerReport(id, said.trim())))
  }
  return (
    <Form onSend={save} label={words.answer}>
      <ErrorSummary errors={isMissing ? [{ field: `answer-${id}`, words: words.answerMissing }] : errorsOf(error)} />
      <TextArea name={`answer-${id}`} label={words.answerWords} hint={words.answerHint} rows={4} limit={words.longest} value={said} onInput={setSaid} />
      <ButtonGroup>
        <Button type="submit" isBusy={isSending} busyWords={words.holding}>{words.answerSend}</Button>
        <Button kind="secondary" onClick={onStop}>{words.never}</Button>
      </ButtonGroup>
    </Form>
  )
}
