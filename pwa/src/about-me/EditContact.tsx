import { useRef, useState } from 'preact/hooks'
import type { AboutMe, AboutMeContact } from '../shared/api-types'
import { newId } from '../shared/ids'
import { useUnsavedWork } from '../shared/unsaved'
import { useSending } from '../shared/use-sending'
import type { Resource } from '../shared/use-resource'
import { Button, ButtonGroup, Failed, Form, TextArea, TextInput } from '../shared/ui'
import { putContact } from './api'
import { useDraft } from '../shared/use-draft'
import { words } from './words'

type Props = { recordId: string; contact: AboutMeContact | null; resource: Resource<AboutMe>; onDone: () => void }

/** Somebody who matters, being put on the list or changed. Kept on the device until saved or left. */
export function EditContact({ recordId, contact, resource, onDone }: Props) {
  const first = { name: contact?.name ?? '', relation: contact?.relation ?? '', phone: contact?.phone ?? '', note: contact?.note ?? '' }
  const draft = useDraft(`about-me-contact-${contact?.id ?? 'new'}`, first)
  const [isMissing, setIsMissing] = useState(false)
  const id = useRef(contact?.id ?? newId())
  const sending = useSending()
  useUnsavedWork(!draft.isKept)
  const leave = () => void draft.forget().then(onDone)
  const { name, relation, phone, note } = draft.value
  const save = () => {
    setIsMissing(name.trim() === '')
    if (name.trim() === '') return
    const written = { name: name.trim(), relation, note, phone: phone.trim() === '' ? null : phone, version: contact?.version ?? 0 }
    void sending.send(async () => resource.set(await putContact(recordId, id.current, written))).then((isDone) => isDone && leave())
  }
  return (
    <Form onSend={save} label={contact === null ? words.addContact : words.changeContactLabel(contact.name)}>
      {sending.error !== null && <Failed what={words.failed} error={sending.error} safe={words.stillHere} />}
      <TextInput name="contact-name" label={words.name} value={name} onInput={(value) => draft.change({ name: value })} error={isMissing ? words.nameMissing : sending.fieldError('name')} />
      <TextInput name="contact-relation" label={words.relation} hint={words.relationHint} value={relation} onInput={(value) => draft.change({ relation: value })} />
      <TextInput name="contact-phone" label={words.phone} inputMode="tel" value={phone} onInput={(value) => draft.change({ phone: value })} error={sending.fieldError('phone')} />
      <TextArea name="contact-note" label={words.note} limit={500} value={note} onInput={(value) => draft.change({ note: value })} />
      <ButtonGroup>
        <Button type="submit" isBusy={sending.isSending} busyWords={words.saving}>{words.save}</Button>
        <Button kind="quiet" onClick={leave}>{words.cancel}</Button>
      </ButtonGroup>
    </Form>
  )
}
