import { useState } from 'preact/hooks'
import { service } from '../shared/session'
import type { Id } from '../shared/api-types'
import { Button, ErrorSummary, Form, TextInput } from '../shared/ui'
import { codeIn } from './rules'
import { errorsOf } from './trouble'
import { useSending } from '../shared/use-sending'
import { words } from './words'

type Asked = { id: Id; contact: string }

/** How the code is asked for, and what it is used for. */
type Props = { onAsk: (contact: string) => Promise<Id>; onCode: (id: Id, code: string) => Promise<void> }

/** The way in for phones without passkeys: a code by e-mail or text. */
export function JoinByCode({ onAsk, onCode }: Props) {
  const [contact, setContact] = useState('')
  const [asked, setAsked] = useState<Asked | null>(null)
  const ask = async () => setAsked({ id: await onAsk(contact.trim()), contact: contact.trim() })

  if (asked === null) return <ContactStep contact={contact} onInput={setContact} onAsk={ask} />
  return <CodeStep contact={asked.contact} onCode={(code) => onCode(asked.id, code)} onOther={() => setAsked(null)} />
}

type ContactProps = { contact: string; onInput: (contact: string) => void; onAsk: () => Promise<void> }

function ContactStep({ contact, onInput, onAsk }: ContactProps) {
  const [isMissing, setIsMissing] = useState(false)
  const { isSending, error, fieldError, send, forget } = useSending()
  const sendIt = () => {
    setIsMissing(contact.trim() === '')
    if (contact.trim() === '') forget()
    else void send(onAsk)
  }
  const missing = isMissing ? words.contactMissing : undefined
  return (
    <Form onSend={sendIt}>
      <ErrorSummary errors={missing === undefined ? errorsOf(error, 'contact') : [{ field: 'contact', words: missing }]} />
      <TextInput
        name="contact"
        label={words.contactLabel}
        hint={words.contactHint}
        value={contact}
        onInput={onInput}
        error={missing ?? fieldError('contact')}
        inputMode="email"
        autocomplete="username"
      />
      <Button type="submit" isBusy={isSending} busyWords={words.codeSending}>{words.codeSend}</Button>
    </Form>
  )
}

type CodeProps = { contact: string; onCode: (code: string) => Promise<void>; onOther: () => void }

function CodeStep({ contact, onCode, onOther }: CodeProps) {
  const [typed, setTyped] = useState('')
  const [isShort, setIsShort] = useState(false)
  const { isSending, error, send, forget } = useSending()
  const sendIt = () => {
    const code = codeIn(typed)
    setIsShort(code === null)
    if (code === null) forget()
    else void send(() => onCode(code))
  }
  const errors = isShort ? [{ field: 'code', words: words.codeMissing }] : errorsOf(error).map((one) => ({ ...one, field: 'code' }))
  return (
    <Form onSend={sendIt}>
      <ErrorSummary errors={errors} />
      <p role="status">{words.codeSentTo(contact)}</p>
      {service.value?.is_demo === true && (
        <p><a href="/demo/messages" target="_blank" rel="noreferrer">{words.demoMessages}</a></p>
      )}
      <TextInput
        name="code"
        label={words.codeLabel}
        value={typed}
        onInput={setTyped}
        error={errors[0]?.words}
        inputMode="numeric"
        autocomplete="one-time-code"
        width={10}
      />
      <Button type="submit" isBusy={isSending} busyWords={words.codeJoining}>{words.codeJoin}</Button>
      <p><Button kind="quiet" onClick={onOther}>{words.codeOther}</Button></p>
    </Form>
  )
}
