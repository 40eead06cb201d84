import { useState } from 'preact/hooks'
import { Button, ErrorSummary, Form, TextInput } from '../shared/ui'
import { codeIn } from './rules'
import { errorsOf } from './trouble'
import { useSending } from '../shared/use-sending'
import { words } from './words'

type Props = {
  /** Takes the six digits; what it throws is shown above the field. */
  onCode: (code: string) => Promise<unknown>
  button?: string
  /** Where two of these may be on one page. */
  field?: string
}

/** The six digits that came by e-mail or text. They can be pasted, and phones offer them by themselves. */
export function CodeForm({ onCode, button = words.codeUse, field = 'code' }: Props) {
  const [typed, setTyped] = useState('')
  const [isShort, setIsShort] = useState(false)
  const { isSending, error, send, forget } = useSending()

  const sendIt = () => {
    const code = codeIn(typed)
    setIsShort(code === null)
    if (code === null) forget()
    else void send(() => onCode(code))
  }
  const errors = isShort ? [{ field, words: words.codeMissing }] : errorsOf(error).map((one) => ({ ...one, field }))
  return (
    <Form onSend={sendIt}>
      <ErrorSummary errors={errors} />
      <TextInput
        name={field}
        label={words.codeLabel}
        value={typed}
        onInput={setTyped}
        error={errors[0]?.words}
        inputMode="numeric"
        autocomplete="one-time-code"
        width={10}
      />
      <Button type="submit" isBusy={isSending} busyWords={words.codeUseBusy}>{button}</Button>
    </Form>
  )
}
