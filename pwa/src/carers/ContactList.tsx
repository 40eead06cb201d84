import type { AboutMeContact } from '../shared/api-types'
import { PhoneLink } from '../shared/ui'
import { words } from './words'

type Contact = Pick<AboutMeContact, 'id' | 'name' | 'relation' | 'phone' | 'note' | 'by' | 'is_mine'>

/** People who matter to a person, each with one tap to ring them; `name` is the person, whose own lines need no author. */
export function ContactList({ name, contacts }: { name: string; contacts: readonly Contact[] }) {
  return (
    <ul class="wm-carer-list">
      {contacts.map(({ id, name: who, relation, phone, note, by, is_mine: isMine }) => (
        <li key={id}>
          <p class="wm-carer-contact"><strong>{who}</strong>{relation !== '' && `, ${relation}`}</p>
          {phone !== null && <p class="wm-carer-contact"><PhoneLink number={phone} /></p>}
          {note !== '' && <p class="wm-carer-contact wm-carer-words">{note}</p>}
          {by !== name && <p class="wm-carer-facts">{words.addedBy(by, isMine)}</p>}
        </li>
      ))}
    </ul>
  )
}
