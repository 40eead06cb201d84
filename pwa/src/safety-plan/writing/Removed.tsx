import { useEffect, useRef } from 'preact/hooks'
import type { PlanItem } from '../../shared/api-types'
import { Button } from '../../shared/ui'
import { words } from './words'

/** Something was taken out: one press puts it back. The focus comes here, as the button that had it is gone. */
export function Removed({ item, onPutBack }: { item: PlanItem; onPutBack: () => void }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => place.current?.querySelector('button')?.focus(), [item.id])
  return (
    <div class="wm-write-removed" ref={place}>
      <p class="wm-plan-words">{words.removed(item.words)}</p>
      <Button kind="quiet" onClick={onPutBack}>{words.putBack}</Button>
    </div>
  )
}
