import { beginSession, me } from '../shared/session'
import { Button, ErrorSummary } from '../shared/ui'
import { useSending } from '../shared/use-sending'
import { confirmed } from './confirmed'
import { addPasskey } from './passkeys'
import { passkeyNameFor } from './rules'
import { errorsOf } from './trouble'
import { words } from './words'

/** A passkey on this device, in one press. */
export function AddPasskey({ onAdded }: { onAdded: (said: string) => Promise<void> }) {
  const { isSending, error, send } = useSending()
  const name = passkeyNameFor(navigator.userAgent, words.passkeyUnnamed)
  const add = () =>
    void send(async () => {
      const passkey = await confirmed(() => addPasskey(name))
      if (me.value !== null) beginSession({ ...me.value, has_passkey: true })
      await onAdded(words.passkeyAdded(passkey.name))
    })
  return (
    <>
      <ErrorSummary errors={errorsOf(error)} />
      <p class="nhsuk-hint wm-account-hint">{words.passkeysWhat}</p>
      <Button kind="secondary" onClick={add} isBusy={isSending} busyWords={words.passkeyAdding}>{words.passkeyAdd}</Button>
    </>
  )
}
