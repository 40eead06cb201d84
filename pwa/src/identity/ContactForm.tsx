import { useState } from 'preact/hooks'
import type { CodeSent } from '../shared/api-types'
import { Button, ErrorSummary, Form, TextInput } from '../shared/ui'
import { askForCode } from './api'
import { errorsOf } from './trouble'
import { useSending } from '../shared/use-sending'
import { words } from './words'

type Props = {
  onSent: (sent: CodeSent, contact: string) => void
  /** Asks for the code; a sign-in code unless said otherwise. */
  ask?: (contact: string) => Promise<CodeSent>
  label?: string
  hint?: string
  button?: string
  isMain?: boolean
  /** Where two of these may be on one page. */
  field?: string
  /** The field also takes a passkey from the browser's suggestions. */
  takesPasskey?: boolean
}

/** One field for an e-mail address or a mobile number, and a code to it. */
export function ContactForm(props: Props) {
  const { onSent, ask = askForCode, isMain = false, takesPasskey = false, field = 'contact' } = props
  const [contact, setContact] = useState('')
  const [isMissing, setIsMissing] = useState(false)
  const { isSending, error, fieldError, send, forget } = useSending()

  const sendIt = () => {
    const typed = contact.trim()
    setIsMissing(typed === '')
    if (typed === '') forget()
    else void send(async () => onSent(await ask(typed), typed))
  }
  const missing = isMissing ? words.contactMissing : undefined
  return (
    <Form onSend={sendIt}>
      <ErrorSummary errors={missing === undefined ? errorsOf(error, 'contact', field) : [{ field, words: missing }]} />
      <TextInput
        name={field}
        label={props.label ?? words.contactLabel}
        hint={props.hint ?? words.contactHint}
        value={contact}
        onInput={setContact}
        error={missing ?? fieldError('contact')}
        inputMode="email"
        autocomplete={takesPasskey ? 'username webauthn' : 'username'}
      />
      <Button type="submit" kind={isMain ? 'primary' : 'secondary'} isBusy={isSending} busyWords={words.codeBusy}>
        {props.button ?? words.codeAgainButton}
      </Button>
    </Form>
  )
}
