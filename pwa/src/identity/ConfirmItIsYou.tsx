import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { capabilities } from '../shared/capabilities'
import { beginSession, useMe } from '../shared/session'
import type { Contact, Id, Me, NamedProvider } from '../shared/api-types'
import { ContinueWith } from '../shared/ContinueWith'
import { cameLower } from '../shared/to-provider'
import { Button, ErrorSummary } from '../shared/ui'
import { takeCode } from './api'
import { CodeForm } from './CodeForm'
import { question, stopAsking } from './confirmed'
import { ContactForm } from './ContactForm'
import { DemoMessagesLink } from './DemoMessagesLink'
import { signInWithPasskey } from './passkeys'
import { words as providerWords } from './provider-words'
import { errorsOf } from './trouble'
import { useSending } from '../shared/use-sending'
import type { Ways } from './ways'
import { words } from './words'

type Props = {
  /** Null while they are not known. */
  ways: Ways | null
  /** The page that asks: who leaves for a provider comes back to it. */
  here: string
}

/** Over the page, while a change waits for a fresh sign-in. Put once on a page that makes such changes. */
export function ConfirmItIsYou(props: Props) {
  useEffect(() => stopAsking, [])
  return question.value === null ? null : <ConfirmDialog {...props} />
}

/** The way the person came in stands first. */
function ConfirmDialog({ ways, here }: Props) {
  const box = useRef<HTMLDialogElement>(null)
  const headingId = useId()
  const { account_id, has_passkey, came_by: cameBy } = useMe()
  const contacts = ways?.contacts ?? []
  const others = (ways?.identities ?? []).map(({ provider }) => provider).filter(({ key }) => key !== cameBy?.key)
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
      {cameBy !== null && <ByProvider provider={cameBy} here={here} isFirst />}
      {cameBy !== null && (byPasskey || contacts.length > 0) && <h3 class="nhsuk-heading-s">{providerWords.confirmOther}</h3>}
      {byPasskey && <ByPasskey onSignedIn={onSignedIn} />}
      {contacts.length > 0 && byPasskey && <h3 class="nhsuk-heading-s">{words.confirmCode}</h3>}
      {(contacts.length > 0 || (!byPasskey && cameBy === null)) && <ByCode contacts={contacts} onSignedIn={onSignedIn} />}
      {others.map((provider) => <ByProvider key={provider.key} provider={provider} here={here} />)}
      <p><Button kind="quiet" onClick={() => box.current?.close()}>{words.confirmStop}</Button></p>
    </dialog>
  )
}

/** The page goes, and with it what waits: she reads so before she presses. */
function ByProvider({ provider, here, isFirst = false }: { provider: NamedProvider; here: string; isFirst?: boolean }) {
  const { is_person } = useMe()
  const ask = { purpose: 'confirm', return_to: here, ...(is_person && !cameLower() ? {} : { lower: true }) } as const
  return (
    <>
      <p class="nhsuk-hint">{providerWords.confirmLeave(provider.name)}</p>
      <ContinueWith provider={provider} ask={ask} kind={isFirst ? 'primary' : 'secondary'}>
        {providerWords.confirmWith(provider.name)}
      </ContinueWith>
    </>
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
