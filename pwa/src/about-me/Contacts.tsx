import type { AboutMe, AboutMeContact } from '../shared/api-types'
import type { Resource } from '../shared/use-resource'
import { useSending } from '../shared/use-sending'
import { Button, ButtonGroup, Failed, PhoneLink } from '../shared/ui'
import { removeContact } from './api'
import { EditContact } from './EditContact'
import { words } from './words'

type Props = {
  recordId: string
  contacts: readonly AboutMeContact[]
  open: string | null
  onOpen: (what: string | null) => void
  resource: Resource<AboutMe>
}

const fresh = 'new-contact'

/** People who matter, each with what can be done about them. */
export function Contacts({ recordId, contacts, open, onOpen, resource }: Props) {
  const done = () => onOpen(null)
  return (
    <section class="wm-about">
      <h2 class="nhsuk-heading-m">{words.contactsTitle}</h2>
      {contacts.length === 0 && open !== fresh && <p class="wm-about__none">{words.contactsNone}</p>}
      {contacts.map((contact) => (open === contact.id
        ? <EditContact key={contact.id} recordId={recordId} contact={contact} resource={resource} onDone={done} />
        : <Contact key={contact.id} recordId={recordId} contact={contact} resource={resource} onChange={() => onOpen(contact.id)} />))}
      {open === fresh
        ? <EditContact recordId={recordId} contact={null} resource={resource} onDone={done} />
        : <Button kind="secondary" onClick={() => onOpen(fresh)}>{words.addContact}</Button>}
    </section>
  )
}

type ContactProps = { recordId: string; contact: AboutMeContact; resource: Resource<AboutMe>; onChange: () => void }

function Contact({ recordId, contact: { id, name, relation, phone, note, by, is_mine: isMine }, resource, onChange }: ContactProps) {
  const sending = useSending()
  const remove = () => void sending.send(async () => {
    await removeContact(recordId, id)
    await resource.reload()
  })
  return (
    <div class="wm-about__contact">
      {sending.error !== null && <Failed what={words.failed} error={sending.error} />}
      <p><strong>{name}</strong>{relation !== '' && `, ${relation}`} {phone !== null && <PhoneLink number={phone} />}</p>
      {note !== '' && <p class="wm-about__words">{note}</p>}
      {!isMine && <p class="wm-about__none">{words.addedBy(by)}</p>}
      <ButtonGroup>
        <Button kind="quiet" onClick={onChange} label={words.changeContactLabel(name)}>{words.change}</Button>
        <Button kind="quiet" onClick={remove} isBusy={sending.isSending} label={words.removeLabel(name)}>{words.remove}</Button>
      </ButtonGroup>
    </div>
  )
}
