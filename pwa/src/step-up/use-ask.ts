/** Asking, from the first letter to the moment the service has it, whatever the signal does meanwhile. */
import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { ApiError } from '../shared/api'
import { keepDraft } from '../shared/device/drafts'
import { newId } from '../shared/ids'
import { useMe } from '../shared/session'
import { useSending, type Sending } from '../shared/use-sending'
import { deliver, draftKey, findArrived, freshAsk, holdAsk, noteKey, outcomeOf, takeHeldAsk, type AskDraft, type Delivered } from './ask-draft'
import { useDraft, type KeptDraft } from '../shared/use-draft'

export type Asking = {
  draft: KeptDraft<AskDraft>
  sending: Sending
  /** What became of the last try; null while none has failed. */
  outcome: 'not_sent' | 'unsure' | null
  send: () => void
  /** Looks whether it has arrived after all, and goes there. Throws when the service cannot be reached. */
  look: () => Promise<void>
}

export function useAsk(): Asking {
  const { account_id } = useMe()
  const [heldBack] = useState(() => takeHeldAsk(account_id))
  const draft = useDraft<AskDraft>(draftKey, () => heldBack ?? freshAsk())
  const sending = useSending()
  const [outcome, setOutcome] = useState<Asking['outcome']>(heldBack === null ? null : 'not_sent')
  const { route } = useLocation()
  // On the shelf again at once: older words that come back from the service must not take their place.
  useEffect(() => {
    if (heldBack !== null) draft.change(heldBack)
  }, [])

  const arrive = async ({ id, leftOver }: Delivered) => {
    if (leftOver !== '') await keepDraft(account_id, noteKey(id), { words: leftOver })
    // Not waited for: a browser whose store is stuck must not keep her from seeing that it arrived.
    void draft.forget()
    route(`/my-requests/${id}`, true)
  }
  const remake = () => {
    const made = { ...draft.value, id: newId() }
    draft.change(made)
    return made
  }
  const fail = (error: unknown) => {
    // The device has just been wiped: nothing may be written to it again.
    if (error instanceof ApiError && error.status === 401) {
      holdAsk(account_id, draft.value)
      return
    }
    const mayHaveArrived = draft.value.mayHaveArrived || outcomeOf(error) === 'unsure'
    draft.change({ mayHaveArrived })
    setOutcome(mayHaveArrived ? 'unsure' : 'not_sent')
  }
  const send = () => void sending.send(async () => {
    draft.change({ mayHaveArrived: true })
    try {
      await arrive(await deliver(draft.value, remake))
    } catch (error) {
      fail(error)
      throw error
    }
  })
  const look = async () => {
    const arrived = await findArrived(draft.value)
    if (arrived !== null) await arrive(arrived)
    else {
      draft.change({ mayHaveArrived: false })
      setOutcome('not_sent')
    }
  }
  useAfterReload(draft, () => {
    setOutcome('unsure')
    void look().catch(() => undefined)
  })
  return { draft, sending, outcome, send, look }
}

/** The page was closed while it was being sent: whether it arrived is not known yet. */
function useAfterReload({ isReady, restoredFrom, value }: KeptDraft<AskDraft>, onUnsure: () => void): void {
  const isUnsure = isReady && restoredFrom !== null && value.mayHaveArrived
  useEffect(() => {
    if (isUnsure) onUnsure()
  // Only what was found at the start: a try of this visit has its own answer.
  }, [isReady])
}
