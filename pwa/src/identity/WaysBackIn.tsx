import { useState } from 'preact/hooks'
import { beginSession, me } from '../shared/session'
import type { Contact } from '../shared/api-types'
import { Await, Button, Tag, WarningCallout } from '../shared/ui'
import type { Resource } from '../shared/use-resource'
import { AddContact } from './AddContact'
import { removeContact } from './api'
import { confirmed } from './confirmed'
import { RemoveRow } from './RemoveRow'
import { Section, type Done } from './Section'
import { useFocusMoves } from './use-focus-moves'
import { words } from './words'

/** Where a code can be sent when the phone is lost. */
export function WaysBackIn({ of: resource }: { of: Resource<Contact[]> }) {
  const [done, setDone] = useState<Done | null>(null)
  const [isAdding, setIsAdding] = useState(false)
  const place = useFocusMoves(isAdding)
  const change = async (said: string) => {
    setDone({ words: said })
    setIsAdding(false)
    await resource.reload()
  }
  const added = () => {
    noteWayBack(true)
    return change(words.contactAdded)
  }
  return (
    <Section id="ways-back" heading={words.contactsHeading} done={done}>
      <p>{words.contactsWhat}</p>
      <Await of={resource} what={words.contactsGet}>
        {(contacts) => <Contacts contacts={contacts} onChanged={change} />}
      </Await>
      <div ref={place}>
        {isAdding && <AddContact onAdded={added} onStop={() => setIsAdding(false)} />}
        {!isAdding && <Button kind="secondary" onClick={() => setIsAdding(true)}>{words.contactAdd}</Button>}
      </div>
    </Section>
  )
}

function noteWayBack(has_way_back: boolean): void {
  if (me.value !== null) beginSession({ ...me.value, has_way_back })
}

type Props = { contacts: readonly Contact[]; onChanged: (said: string) => Promise<void> }

function Contacts({ contacts, onChanged }: Props) {
  if (contacts.length === 0) return <WarningCallout heading={words.contactsNoneHeading}><p>{words.contactsNone}</p></WarningCallout>
  return (
    <ul class="wm-account-list">
      {contacts.map(({ id, kind, shown }) => (
        <li key={id} class="wm-account-list__item">
          <p class="wm-account-list__name">{shown} <Tag>{words.contactKind[kind]}</Tag></p>
          <RemoveRow
            name={shown}
            ask={words.contactRemoveAsk(shown)}
            yes={words.passkeyRemoveYes}
            onRemove={async () => {
              await confirmed(() => removeContact(id))
              if (contacts.length === 1) noteWayBack(false)
              await onChanged(words.contactRemoved)
            }}
          />
        </li>
      ))}
    </ul>
  )
}
