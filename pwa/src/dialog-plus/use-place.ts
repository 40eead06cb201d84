/** Which step this device shows: the common one, unless somebody is still writing here or the signal is gone. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { Conversation, Place } from '../shared/api-types'
import { goTo } from './api'
import { hasMovedOn, standsAt } from './rules'
import type { LiveConversation } from './use-conversation'

export type Placed = {
  place: Place
  /** The other side has gone to this step: said quietly; with `isWaiting` this device has stayed, as somebody was writing. */
  moved: { to: Place; isWaiting: boolean } | null
  go: (to: Place) => void
  follow: () => void
}

/**
 * @param value the conversation as it is shown here
 * @param isWriting asked when the other side moves on: whether somebody is in the middle of a sentence here
 */
export function usePlace(value: Conversation | null, { act }: LiveConversation, recordId: string, isWriting: () => boolean): Placed {
  const [local, setLocal] = useState<Place | null>(null)
  const [moved, setMoved] = useState<Placed['moved']>(null)
  const common = value?.place ?? null
  const known = useRef<Place | null>(null)
  const latest = useRef({ value, isWriting, local })
  latest.current = { value, isWriting, local }

  useEffect(() => {
    const before = known.current
    known.current = common
    const { value: conversation, local: own, isWriting: asks } = latest.current
    if (conversation === null || common === null || before === null) return
    const shown = own ?? before
    if (!hasMovedOn(conversation, shown, common)) {
      setLocal(null)
      return
    }
    const isWaiting = asks()
    setLocal(isWaiting ? shown : null)
    setMoved({ to: common, isWaiting })
  }, [common?.area, common?.step])

  const go = useCallback((to: Place) => {
    const { value: conversation } = latest.current
    if (conversation === null) return
    setMoved(null)
    setLocal(to)
    // With no signal this device goes on by itself; the page says that it is not connected.
    act(async () => {
      const answer = await goTo(recordId, conversation.id, to)
      known.current = answer.place
      return answer
    }).then(() => setLocal(null), () => undefined)
  }, [act, recordId])

  const follow = useCallback(() => {
    setLocal(null)
    setMoved(null)
  }, [])

  const place = value === null ? { area: null, step: 'review' as const } : standsAt(value, local ?? value.place)
  return { place, moved, go, follow }
}
