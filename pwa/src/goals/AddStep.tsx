import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { Button, Failed, Form, TextInput } from '../shared/ui'
import { useSending } from '../shared/use-sending'
import { useUnsavedWork } from '../shared/unsaved'
import { useRetryId } from '../shared/use-retry-id'

type Props = {
  label: string
  hint?: ComponentChildren
  send: string
  missing: string
  failed: string
  busy: string
  /** Tells fields of the same kind on one page apart. */
  of?: string
  onSend: (words: string, id: string) => Promise<void>
}

/** One line and a button, ready for the next step once this one is in. */
export function AddStep({ label, hint, send, missing, failed, busy, of = 'new', onSend }: Props) {
  const [text, setText] = useState('')
  const [isMissing, setIsMissing] = useState(false)
  const sending = useSending()
  const id = useRetryId()
  const name = `add-step-${of}`
  useUnsavedWork(text !== '')
  const add = () => {
    const said = text.trim()
    setIsMissing(said === '')
    if (said === '') return
    void sending.send(() => onSend(said, id.of(said))).then((isDone) => {
      if (!isDone) return
      id.done()
      setText('')
      document.getElementById(name)?.focus()
    })
  }
  return (
    <Form onSend={add}>
      {sending.error !== null && <Failed what={failed} error={sending.error} />}
      <div class="wm-add-step">
        <TextInput
          name={name} label={label} {...(hint === undefined ? {} : { hint })} value={text} onInput={setText}
          error={isMissing ? missing : sending.fieldError('words')}
        />
        <Button type="submit" kind="secondary" isBusy={sending.isSending} busyWords={busy}>{send}</Button>
      </div>
    </Form>
  )
}
