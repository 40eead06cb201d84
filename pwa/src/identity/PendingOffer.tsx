import { useEffect, useState } from 'preact/hooks'
import { ApiError } from '../shared/api'
import { notePending, pendingName } from '../shared/pending-identity'
import { Button, ButtonGroup, ErrorSummary, WarningCallout } from '../shared/ui'
import { useSending } from '../shared/use-sending'
import { confirmed } from './confirmed'
import { declinePending, keepPending, readPending } from './provider-api'
import { words } from './provider-words'
import { errorsOf } from './trouble'

/** A sign-in that was proved on this device a moment ago and belongs to nobody yet. Asked for only where there is a mark of it. */
export function PendingOffer({ onSettled }: { onSettled: (said: string) => Promise<void> }) {
  const name = usePendingName()
  return name === null ? null : <Offer name={name} onSettled={onSettled} />
}

/** The service knows best whether it is still there, and whose it is. */
function usePendingName(): string | null {
  const [name, setName] = useState<string | null>(null)
  const marked = pendingName.value
  useEffect(() => {
    if (marked === null) { setName(null); return; }
    void readPending().then((pending) => {
      setName(pending?.provider.name ?? null)
      if (pending === null) notePending(null)
    }, () => undefined)
  }, [marked])
  return name
}

function Offer({ name, onSettled }: { name: string; onSettled: (said: string) => Promise<void> }) {
  const adding = useSending()
  const declining = useSending()
  const settle = async (said: string) => {
    notePending(null)
    await onSettled(said)
  }
  const add = () => void adding.send(async () => {
    await confirmed(keepPending).then(() => settle(words.identityAdded(name)), (error: unknown) => {
      if (error instanceof ApiError && error.code === 'openid.expired') return settle(words.pendingOver)
      throw error
    })
  })
  const decline = () => void declining.send(async () => {
    await declinePending()
    await settle(words.pendingDeclined)
  })
  return (
    <WarningCallout heading={words.pendingHeading(name)}>
      <ErrorSummary errors={errorsOf(adding.error ?? declining.error)} />
      <p>{words.pendingBody(name)} {words.pendingNotMine}</p>
      <ButtonGroup>
        <Button onClick={add} isBusy={adding.isSending} busyWords={words.pendingAdding}>{words.identityAdd(name)}</Button>
        <Button kind="secondary" onClick={decline} isBusy={declining.isSending} busyWords={words.pendingNoBusy}>{words.pendingNo}</Button>
      </ButtonGroup>
    </WarningCallout>
  )
}
