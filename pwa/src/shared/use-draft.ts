/** Words that are kept on this device as they are typed, and are there again after a reload or with no signal. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { forgetDraft, keepDraft, lateDrafts, readDraft } from './device/drafts'
import { useMe } from './session'

export type KeptDraft<T> = {
  value: T
  /** Changes some of it and keeps it. */
  change: (some: Partial<T>) => void
  /** False until the device has said whether something was kept. */
  isReady: boolean
  /** When what is shown was kept by an earlier visit; null when it is new. */
  restoredFrom: string | null
  /** False when this browser keeps nothing. */
  isKept: boolean
  forget: () => Promise<void>
}

/** Where words are kept: on the device, or, for words about somebody else's record, only while the app is open. */
export type Shelf = { read: typeof readDraft; keep: typeof keepDraft; forget: typeof forgetDraft }
export const onDevice: Shelf = { read: readDraft, keep: keepDraft, forget: forgetDraft }

/** @param empty what it is when nothing was kept: a value, or a function that makes one */
export function useDraft<T extends object>(key: string, empty: T | (() => T), shelf: Shelf = onDevice): KeptDraft<T> {
  const { account_id } = useMe()
  const [value, setValue] = useState(empty)
  const [found, setFound] = useState<{ isReady: boolean; restoredFrom: string | null }>({ isReady: false, restoredFrom: null })
  const [isKept, setIsKept] = useState(true)
  const newest = useRef(value)
  const isTouched = useRef(false)
  // One write after the other: two at once could end in the wrong order.
  const queue = useRef<Promise<unknown>>(Promise.resolve())
  const show = (next: T) => setValue((newest.current = next))

  useEffect(() => {
    const look = async () => {
      const draft = await shelf.read<T>(account_id, key)
      const restored = isTouched.current ? null : draft
      if (restored !== null) show(restored.value)
      setFound({ isReady: true, restoredFrom: restored?.keptAt ?? null })
    }
    void look().then(() => lateDrafts()?.then(() => (isTouched.current ? undefined : look())))
  }, [account_id, key, shelf])

  const change = useCallback((some: Partial<T>) => {
    const next = { ...newest.current, ...some }
    isTouched.current = true
    show(next)
    queue.current = queue.current.then(async () => {
      if (newest.current === next) setIsKept(await shelf.keep(account_id, key, next))
    })
  }, [account_id, key, shelf])

  const forget = useCallback(async () => {
    queue.current = queue.current.then(() => shelf.forget(account_id, key))
    await queue.current
  }, [account_id, key, shelf])

  return { value, change, isKept, forget, ...found }
}
