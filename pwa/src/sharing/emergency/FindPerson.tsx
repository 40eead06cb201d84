import { useState } from 'preact/hooks'
import type { FoundPerson } from '../../shared/api-types'
import { Button, ErrorSummary, Form, TextInput, type FormError } from '../../shared/ui'
import { useSending } from '../../shared/use-sending'
import { errorsOf } from '../trouble'
import { lookUp } from './api'
import { words } from './words'

/** By exactly their contact or name: this is no search. */
export function FindPerson({ onFound }: { onFound: (person: FoundPerson) => void }) {
  const [contact, setContact] = useState('')
  const [name, setName] = useState('')
  const [missing, setMissing] = useState<FormError[]>([])
  const [found, setFound] = useState<FoundPerson[] | null>(null)
  const { isSending, error, fieldError, send, forget } = useSending()
  const look = () => {
    const gaps = contact.trim() === '' && name.trim() === '' ? [{ field: 'contact', words: words.findMissing }] : []
    setMissing(gaps)
    setFound(null)
    if (gaps.length > 0) { forget(); return; }
    void send(async () => setFound(await lookUp(contact.trim(), name.trim())))
  }
  return (
    <>
      <h2 class="nhsuk-heading-m">{words.findHeading}</h2>
      <Form onSend={look}>
        <ErrorSummary errors={missing.length > 0 ? missing : errorsOf(error, 'contact', 'name')} />
        <p class="nhsuk-hint">{words.findHint}</p>
        <TextInput name="contact" label={words.findContact} value={contact} onInput={setContact} inputMode="email" error={missing[0]?.words ?? fieldError('contact')} />
        <TextInput name="name" label={words.findName} value={name} onInput={setName} error={fieldError('name')} />
        <Button type="submit" kind="secondary" isBusy={isSending} busyWords={words.finding}>{words.find}</Button>
      </Form>
      <div role="status">{found !== null && <Found people={found} onFound={onFound} />}</div>
    </>
  )
}

function Found({ people, onFound }: { people: readonly FoundPerson[]; onFound: (person: FoundPerson) => void }) {
  if (people.length === 0) return <p><strong>{words.foundNobody}</strong></p>
  return (
    <>
      <h2 class="nhsuk-heading-m">{words.found}</h2>
      <ul class="wm-looks">
        {people.map((person) => (
          <li key={person.record_id} class="wm-looks__item">
            <p><strong>{person.preferred_name}</strong></p>
            <p class="wm-looks__facts">{person.team}</p>
            <Button onClick={() => onFound(person)} label={words.chooseLabel(person.preferred_name, person.team)}>{words.choose(person.preferred_name)}</Button>
          </li>
        ))}
      </ul>
    </>
  )
}
