import { useLocation } from 'preact-iso'
import type { CodeSent } from '../shared/api-types'
import { beginSession } from '../shared/session'
import { Button, Details, Page } from '../shared/ui'
import { askForCode, takeCode } from './api'
import { CodeForm } from './CodeForm'
import { ContactForm } from './ContactForm'
import { DemoMessagesLink } from './DemoMessagesLink'
import { NewCode } from './NewCode'
import { keepPendingCode, pendingCode, type PendingCode } from './pending-code'
import { nextPath } from './rules'
import { words } from './words'

/** Signing in with a code: first whom to send it to, where that is not known yet, then its six digits. */
export function CodePage() {
  const { query } = useLocation()
  const pending = pendingCode.value
  const wait = (sent: CodeSent, contact: string) =>
    keepPendingCode({ id: sent.id, expiresAt: sent.expires_at, contact, askedAt: Date.now(), next: pending?.next ?? nextPath(query.next) })

  return (
    <Page title={pending === null ? words.codeAskTitle : words.codeTitle} back={{ href: '/', words: words.backToSignIn }}>
      {pending === null ? <ContactForm onSent={wait} isMain /> : <EnterCode pending={pending} onSent={wait} />}
    </Page>
  )
}

type Props = { pending: PendingCode; onSent: (sent: CodeSent, contact: string) => void }

function EnterCode({ pending, onSent }: Props) {
  const { route } = useLocation()
  const { contact } = pending
  const signIn = async (code: string) => {
    const me = await takeCode(pending.id, code)
    keepPendingCode(null)
    beginSession(me)
    route(pending.next, true)
  }
  return (
    <>
      <p>{contact === null ? words.codeSent : words.codeSentTo(contact)} {words.codeLasts}</p>
      <DemoMessagesLink />
      <CodeForm onCode={signIn} />
      {contact !== null && <NewCode askedAt={pending.askedAt} onAsk={async () => onSent(await askForCode(contact), contact)} />}
      <Details summary={words.codeNothingCame}><p>{words.codeNothingCameBody}</p></Details>
      <Button kind="quiet" onClick={() => keepPendingCode(null)}>{words.codeOther}</Button>
    </>
  )
}
