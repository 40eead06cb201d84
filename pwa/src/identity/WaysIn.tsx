import { useState } from 'preact/hooks'
import { capabilities } from '../shared/capabilities'
import { Await, Button, WarningCallout } from '../shared/ui'
import type { Resource } from '../shared/use-resource'
import { AddContact } from './AddContact'
import { AddIdentity } from './AddIdentity'
import { AddPasskey } from './AddPasskey'
import { ContactRow, noteWayBack } from './ContactRow'
import { IdentityRow } from './IdentityRow'
import { PasskeyRow } from './PasskeyRow'
import { PendingOffer } from './PendingOffer'
import { Section, type Done } from './Section'
import { useFocusMoves } from './use-focus-moves'
import type { Ways } from './ways'
import { words } from './words'

/** Every way into this account in one list, and how to add another. The service never lets the last one go. */
export function WaysIn({ of: ways }: { of: Resource<Ways> }) {
  const [done, setDone] = useState<Done | null>(null)
  const change = (said: string) => {
    setDone({ words: said })
    return ways.reload()
  }
  return (
    <Section id="ways-in" heading={words.waysHeading} done={done}>
      <p>{words.waysWhat}</p>
      <PendingOffer onSettled={change} />
      <Await of={ways} what={words.waysGet}>{(known) => <List ways={known} onChanged={change} />}</Await>
      <h3 class="nhsuk-heading-s">{words.waysAdd}</h3>
      <AddIdentity have={ways.value?.identities ?? []} />
      {capabilities.passkeys() ? <AddPasskey onAdded={change} /> : <p>{words.passkeysCannot}</p>}
      <MoreContact onAdded={change} />
    </Section>
  )
}

type Changed = (said: string) => Promise<void>

function List({ ways: { identities, passkeys, contacts }, onChanged }: { ways: Ways; onChanged: Changed }) {
  return (
    <>
      <ul class="wm-account-list">
        {identities.map((identity) => <IdentityRow key={identity.id} identity={identity} onChanged={onChanged} />)}
        {passkeys.map((passkey) => <PasskeyRow key={passkey.id} passkey={passkey} onChanged={onChanged} />)}
        {contacts.map((contact) => <ContactRow key={contact.id} contact={contact} isLast={contacts.length === 1} onChanged={onChanged} />)}
      </ul>
      {passkeys.length === 0 && identities.length === 0 && <p>{words.passkeysNone}</p>}
      {contacts.length === 0 && <WarningCallout heading={words.contactsNoneHeading}><p>{words.contactsNone}</p></WarningCallout>}
    </>
  )
}

function MoreContact({ onAdded }: { onAdded: Changed }) {
  const [isAdding, setIsAdding] = useState(false)
  const place = useFocusMoves(isAdding)
  const added = async () => {
    noteWayBack(true)
    setIsAdding(false)
    await onAdded(words.contactAdded)
  }
  return (
    <div ref={place}>
      {isAdding && <AddContact onAdded={added} onStop={() => setIsAdding(false)} />}
      {!isAdding && <Button kind="secondary" onClick={() => setIsAdding(true)}>{words.contactAdd}</Button>}
    </div>
  )
}
