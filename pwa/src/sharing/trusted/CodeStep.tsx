import { useState } from 'preact/hooks'
import type { TrustedOpened } from '../../shared/api-types'
import { beginSession, me } from '../../shared/session'
import { Button, ErrorSummary, Form, Page, TextInput } from '../../shared/ui'
import { useSending } from '../../shared/use-sending'
import { codeIn } from '../rules'
import { errorsOf } from '../trouble'
import { accepting, finish, goTo } from './accepting'
import { acceptTrusted, readMe } from './api'
import { words } from './words'

type Props = { token: string; invitation: TrustedOpened }

/** The six digits that came another way than the link. Who is signed in accepts with them; others go on to their way in. */
export function CodeStep({ token, invitation: { inviter, signed_in_as } }: Props) {
  const [typed, setTyped] = useState('')
  const [isShort, setIsShort] = useState(false)
  const [before, setBefore] = useState(accepting.value.refusal)
  const { isSending, error, send, forget } = useSending()
  const isHere = me.value !== null
  const goOn = () => {
    const code = codeIn(typed)
    setIsShort(code === null)
    setBefore(null)
    if (code === null) forget()
    else if (!isHere) goTo('way-in', { code })
    else void send(() => accept(token, code, inviter))
  }
  const errors = isShort ? [{ field: 'code', words: words.codeMissing }] : errorsOf(error ?? before).map((one) => ({ ...one, field: 'code' }))
  return (
    <Page key="code" title={words.codeTitle}>
      <Form onSend={goOn}>
        <ErrorSummary errors={errors} />
        <p>{words.codeBody(inviter)} {words.codeNone}</p>
        {signed_in_as !== null && <p>{words.signedInAs(signed_in_as)}</p>}
        <TextInput
          name="code"
          label={words.codeLabel}
          value={typed}
          onInput={setTyped}
          error={errors[0]?.words}
          inputMode="numeric"
          autocomplete="off"
          width={10}
        />
        <Button type="submit" isBusy={isSending} busyWords={words.codeBusy}>{isHere ? words.codeAccept : words.codeGo}</Button>
      </Form>
      <p><Button kind="quiet" onClick={() => goTo('welcome')}>{words.back}</Button></p>
    </Page>
  )
}

/** What the account may open has changed with it, so it is asked for again; that it cannot be had spoils nothing. */
async function accept(token: string, code: string, inviter: string): Promise<void> {
  await acceptTrusted(token, code)
  const now = await readMe().catch(() => null)
  finish('done', inviter)
  if (now !== null) beginSession(now)
}
