import { useState } from 'preact/hooks'
import type { CodeSent } from '../shared/api-types'
import { Button } from '../shared/ui'
import { addContact, confirmContact } from './api'
import { CodeForm } from './CodeForm'
import { confirmed } from './confirmed'
import { ContactForm } from './ContactForm'
import { DemoMessagesLink } from './DemoMessagesLink'
import { NewCode } from './NewCode'
import { useFocusMoves } from './use-focus-moves'
import { words } from './words'

type Asked = { sent: CodeSent; contact: string; at: number }

/** A new way back in: where to, and then the code that came there. */
export function AddContact({ onAdded, onStop }: { onAdded: () => Promise<void>; onStop: () => void }) {
  const [asked, setAsked] = useState<Asked | null>(null)
  const place = useFocusMoves(asked === null)
  const ask = (contact: string) => confirmed(() => addContact(contact))
  const wait = (sent: CodeSent, contact: string) => setAsked({ sent, contact, at: Date.now() })
  const confirm = async (code: string) => {
    if (asked !== null) await confirmed(() => confirmContact(asked.sent.id, code))
    await onAdded()
  }
  return (
    <div ref={place}>
      <h3 class="nhsuk-heading-s wm-account-heading" tabIndex={-1}>{words.contactAdd}</h3>
      {asked === null && (
        <ContactForm ask={ask} onSent={wait} label={words.contactNewLabel} hint={words.contactNewHint} button={words.contactAddButton} isMain />
      )}
      {asked !== null && (
        <>
          <p>{words.contactSentTo(asked.contact)}</p>
          <DemoMessagesLink />
          <CodeForm onCode={confirm} button={words.contactConfirm} />
          <NewCode askedAt={asked.at} onAsk={async () => wait(await ask(asked.contact), asked.contact)} />
        </>
      )}
      <Button kind="quiet" onClick={onStop}>{words.keep}</Button>
    </div>
  )
}
