import { useState } from 'preact/hooks'
import { capabilities } from '../shared/capabilities'
import { beginSession, me } from '../shared/session'
import type { Passkey } from '../shared/api-types'
import { Await, Button, ErrorSummary } from '../shared/ui'
import type { Resource } from '../shared/use-resource'
import { confirmed } from './confirmed'
import { PasskeyRow } from './PasskeyRow'
import { addPasskey } from './passkeys'
import { passkeyNameFor } from './rules'
import { Section, type Done } from './Section'
import { errorsOf } from './trouble'
import { useSending } from '../shared/use-sending'
import { words } from './words'

/** The passkeys of this account: add, rename, remove. */
export function Passkeys({ of: resource }: { of: Resource<Passkey[]> }) {
  const [done, setDone] = useState<Done | null>(null)
  const change = (said: string) => {
    setDone({ words: said })
    return resource.reload()
  }
  return (
    <Section id="passkeys" heading={words.passkeysHeading} done={done}>
      <p>{words.passkeysWhat}</p>
      <Await of={resource} what={words.passkeysWhatGet}>
        {(passkeys) => (
          <>
            {passkeys.length === 0 && <p>{words.passkeysNone}</p>}
            <ul class="wm-account-list">
              {passkeys.map((passkey) => <PasskeyRow key={passkey.id} passkey={passkey} onChanged={change} />)}
            </ul>
          </>
        )}
      </Await>
      {capabilities.passkeys() ? <AddPasskey onAdded={change} /> : <p>{words.passkeysCannot}</p>}
    </Section>
  )
}

function AddPasskey({ onAdded }: { onAdded: (said: string) => Promise<void> }) {
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
      <Button kind="secondary" onClick={add} isBusy={isSending} busyWords={words.passkeyAdding}>{words.passkeyAdd}</Button>
    </>
  )
}
