import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { capabilities } from '../shared/capabilities'
import { beginSession, useMe } from '../shared/session'
import type { Contact, Id, Me } from '../shared/api-types'
import { Button, ErrorSummary } from '../shared/ui'
import { takeCode } from './api'
import { CodeForm } from './CodeForm'
import { question, stopAsking } from './confirmed'
import { ContactForm } from './ContactForm'
import { DemoMessagesLink } from './DemoMessagesLink'
import { signInWithPasskey } from './passkeys'
import { errorsOf } from './trouble'
import { useSending } from '../shared/use-sending'
import { words } from './words'

/** Over the page, while a change waits for a fresh sign-in. Put once on a page that makes such changes. */
export function ConfirmItIsYou({ contacts }: { contacts: readonly Contact[] }) {
  useEffect(() => stopAsking, [])
  return question.value === null ? null : <ConfirmDialog contacts={contacts} />
}

function ConfirmDialog({ contacts }: { contacts: readonly Contact[] }) {
  const box = useRef<HTMLDialogElement>(null)
  const headingId = useId()
  const { account_id, has_passkey } = useMe()
  useEffect(() => box.current?.showModal(), [])

  const onSignedIn = (me: Me) => {
    beginSession(me)
    if (me.account_id === account_id) question.value?.yes()
    else question.value?.no('somebody-else')
    // Closing it gives the focus back to what was pressed on the page.
    box.current?.close()
  }
  const byPasskey = has_passkey && capabilities.passkeys()
  return (
    <dialog class="wm-sheet" ref={box} aria-labelledby={headingId} onClose={stopAsking}>
      <h2 class="nhsuk-heading-m" id={headingId}>{words.confirmTitle}</h2>
      <p>{words.confirmWhy}</p>
      {byPasskey && <ByPasskey onSignedIn={onSignedIn} />}
      {contacts.length > 0 && byPasskey && <h3 class="nhsuk-heading-s">{words.confirmCode}</h3>}
      {(contacts.length > 0 || !byPasskey) && <ByCode contacts={contacts} onSignedIn={onSignedIn} />}
      <p><Button kind="quiet" onClick={() => box.current?.close()}>{words.confirmStop}</Button></p>
    </dialog>
  )
}

function ByPasskey({ onSignedIn }: { onSignedIn: (me: Me) => void }) {
  const { isSending, error, send } = useSending()
  const signIn = () => void send(async () => onSignedIn(await signInWithPasskey()))
  return (
    <>
      <ErrorSummary errors={errorsOf(error)} />
      <Button onClick={signIn} isBusy={isSending} busyWords={words.passkeyBusy}>{words.passkeyButton}</Button>
    </>
  )
}

type CodeProps = { contacts: readonly Contact[]; onSignedIn: (me: Me) => void }

function ByCode({ contacts, onSignedIn }: CodeProps) {
  const [sent, setSent] = useState<{ id: Id; contact: string } | null>(null)
  const known = contacts.map(({ shown }) => shown).join(', ')
  if (sent === null) {
    const hint = known === '' ? words.contactHint : words.confirmKnown(known)
    return <ContactForm hint={hint} onSent={({ id }, contact) => setSent({ id, contact })} field="confirm-contact" />
  }
  return (
    <>
      <p>{words.codeSentTo(sent.contact)} {words.codeLasts}</p>
      <DemoMessagesLink />
      <CodeForm field="confirm-code" onCode={async (code) => onSignedIn(await takeCode(sent.id, code))} />
    </>
  )
}
