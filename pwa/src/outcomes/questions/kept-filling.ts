/** Where a begun questionnaire is kept until it is sent: one's own on the device, somebody else's in this page alone. */
import { useCallback, useEffect, useState } from 'preact/hooks'
import type { Id } from '../../shared/api-types'
import { session, useMe } from '../../shared/session'
import { useUnsavedWork } from '../../shared/unsaved'
import { useDraft } from '../../shared/use-draft'
import { draftKey } from '../sent'
import type { Filling } from './filling'

export type KeptFilling = {
  filling: Filling | null
  keep: (filling: Filling) => void
  forget: () => Promise<void>
  isReady: boolean
  /** Kept by an earlier visit. */
  isRestored: boolean
  /** False when this browser keeps nothing. */
  isKept: boolean
  /** The session has ended while it was being sent: hold it for the same account to sign in again. */
  hold: (filling: Filling) => void
}

/** In the memory of this page: by account, record and questionnaire. Gone when somebody signs out, or has been away too long. */
const held = new Map<string, Filling>()
session.subscribe((now) => {
  if (now.state === 'signed-out' && now.because !== 'ended') held.clear()
})

function take(name: string): Filling | null {
  const found = held.get(name) ?? null
  held.delete(name)
  return found
}

export function useOwnFilling(instrument: string): KeptFilling {
  const { account_id } = useMe()
  const name = `${account_id} own ${instrument}`
  const [heldBack] = useState(() => take(name))
  const draft = useDraft<{ filling: Filling | null }>(draftKey(instrument), { filling: heldBack })
  const { change, forget, isReady, isKept, restoredFrom, value: { filling } } = draft
  const keep = useCallback((next: Filling) => change({ filling: next }), [change])
  const hold = useCallback((unsent: Filling) => void held.set(name, unsent), [name])
  useUnsavedWork(filling !== null && !isKept)
  useEffect(() => {
    if (heldBack !== null && isReady) keep(heldBack)
  }, [heldBack, isReady, keep])
  return { filling, keep, forget, isReady, isKept, isRestored: restoredFrom !== null || heldBack !== null, hold }
}

/** Nothing of anybody else's record is written to a device: closing the page loses it, and the browser asks first. */
export function useFillingFor(recordId: Id, instrument: string): KeptFilling {
  const { account_id } = useMe()
  const name = `${account_id} ${recordId} ${instrument}`
  const [filling, setFilling] = useState(() => held.get(name) ?? null)
  const [isRestored] = useState(filling !== null)
  const keep = useCallback((next: Filling) => {
    held.set(name, next)
    setFilling(next)
  }, [name])
  const forget = useCallback(async () => {
    held.delete(name)
    setFilling(null)
    await Promise.resolve()
  }, [name])
  useUnsavedWork(filling !== null)
  useWarning(filling !== null)
  return { filling, keep, forget, isReady: true, isKept: true, isRestored, hold: keep }
}

function useWarning(isNeeded: boolean): void {
  useEffect(() => {
    if (!isNeeded) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [isNeeded])
}
