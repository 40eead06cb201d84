import { useState } from 'preact/hooks'
import type { ComponentChildren } from 'preact'
import type { Id } from '../../shared/api-types'
import { newId } from '../../shared/ids'
import { useUnsavedWork } from '../../shared/unsaved'
import { Banner, Button, ButtonGroup, ErrorSummary, Form, TextArea, type FormError } from '../../shared/ui'
import { useSending } from '../../shared/use-sending'
import { errorsOf } from '../trouble'
import { reportOdd } from './api'
import { words } from './words'

type Props = { entryId: Id | null; label: string; onDone: () => void; children: ComponentChildren }

/** "This looks odd": in one act, in her own words, to the leads of the trust. */
export function OddThing({ entryId, label, onDone, children }: Props) {
  const [stands, setStands] = useState<'closed' | 'open' | 'done'>('closed')
  if (stands === 'done') return <Banner kind="good" heading={words.oddThanks}><p>{words.oddThanksBody}</p></Banner>
  if (stands === 'closed') return <Button kind="quiet" onClick={() => setStands('open')} label={label}>{children}</Button>
  const finish = () => {
    setStands('done')
    onDone()
  }
  return <OddForm entryId={entryId} onSent={finish} onStop={() => setStands('closed')} />
}

function OddForm({ entryId, onSent, onStop }: { entryId: Id | null; onSent: () => void; onStop: () => void }) {
  const [id] = useState(newId)
  const [said, setSaid] = useState('')
  const [missing, setMissing] = useState<FormError[]>([])
  const { isSending, error, fieldError, send, forget } = useSending()
  const name = `odd-${entryId ?? 'all'}`
  useUnsavedWork(said !== '')
  const sendIt = () => {
    const gaps = said.trim() === '' ? [{ field: name, words: words.oddMissing }] : []
    setMissing(gaps)
    if (gaps.length > 0) { forget(); return; }
    void send(() => reportOdd(id, entryId, said.trim())).then((isDone) => isDone && onSent())
  }
  return (
    <Form onSend={sendIt} label={words.odd}>
      <ErrorSummary errors={missing.length > 0 ? missing : errorsOf(error)} />
      <TextArea name={name} label={words.oddWhat} hint={words.oddHint} rows={3} limit={words.longest} value={said} onInput={setSaid} error={missing[0]?.words ?? fieldError('words')} />
      <ButtonGroup>
        <Button type="submit" isBusy={isSending} busyWords={words.oddSending}>{words.oddSend}</Button>
        <Button kind="secondary" onClick={onStop}>{words.oddKeep}</Button>
      </ButtonGroup>
    </Form>
  )
}
