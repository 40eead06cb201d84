/** A form's words, kept on this device as they are typed and there again after a reload. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { forgetDraft, keepDraft, readDraft } from '../shared/device/drafts'
import { useMe } from '../shared/session'

export type Kept<T> = { value: T; change: (some: Partial<T>) => void; isRestored: boolean; isKept: boolean; forget: () => Promise<void> }

export function useKept<T extends object>(key: string, first: T): Kept<T> {
  const { account_id: accountId } = useMe()
  const [value, setValue] = useState(first)
  const [isRestored, setIsRestored] = useState(false)
  const [isKept, setIsKept] = useState(true)
  const newest = useRef(value)
  const isTouched = useRef(false)
  // One write after the other: two at once could end in the wrong order.
  const queue = useRef<Promise<unknown>>(Promise.resolve())

  useEffect(() => {
    void readDraft<T>(accountId, key).then((draft) => {
      if (draft === null || isTouched.current) return
      setValue((newest.current = draft.value))
      setIsRestored(true)
    })
  }, [accountId, key])

  const change = useCallback((some: Partial<T>) => {
    const next = { ...newest.current, ...some }
    isTouched.current = true
    setValue((newest.current = next))
    queue.current = queue.current.then(async () => {
      if (newest.current === next) setIsKept(await keepDraft(accountId, key, next))
    })
  }, [accountId, key])

  const forget = useCallback(async () => {
    queue.current = queue.current.then(() => forgetDraft(accountId, key))
    await queue.current
  }, [accountId, key])

  return { value, change, isRestored, isKept, forget }
}
