import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { Id } from '../shared/api-types'
import { newId } from '../shared/ids'
import { useUnsavedWork } from '../shared/unsaved'
import { useSending } from '../shared/use-sending'
import { Button, ErrorSummary, Failed, Form, TextArea } from '../shared/ui'
import { words } from './words'

type Props = {
  name: string
  label: string
  hint: string
  send: string
  /** Sends it under an id that stays the same as long as the words do, so that trying again is never twice. */
  onSend: (said: string, id: Id) => Promise<unknown>
  /** What is chosen first, above the words. */
  above?: ComponentChildren
  children?: ComponentChildren
}

/** Words about somebody else are kept on this page alone, never on the device. */
export function WordsForm({ name, label, hint, send, onSend, above, children }: Props) {
  const [said, setSaid] = useState('')
  const [isMissing, setIsMissing] = useState(false)
  const last = useRef({ said: '', id: '' })
  const sending = useSending()
  useUnsavedWork(said !== '')
  const submit = () => {
    const text = said.trim()
    setIsMissing(text === '')
    if (text === '') return
    if (last.current.said !== text) last.current = { said: text, id: newId() }
    void sending.send(() => onSend(text, last.current.id)).then((isDone) => {
      if (!isDone) return
      last.current = { said: '', id: '' }
      setSaid('')
    })
  }
  return (
    <Form onSend={submit}>
      <ErrorSummary errors={isMissing ? [{ field: name, words: words.missing }] : []} />
      {sending.error !== null && <Failed what={words.notSent} error={sending.error} safe={words.stillHere} onRetry={submit} />}
      {above}
      <TextArea name={name} label={label} hint={hint} limit={4000} value={said} onInput={setSaid} error={isMissing ? words.missing : undefined} />
      {children}
      <Button type="submit" isBusy={sending.isSending} busyWords={words.sending}>{send}</Button>
    </Form>
  )
}
