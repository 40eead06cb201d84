import type { SharingStopped } from '../../shared/api-types'
import { Banner, Button, wordsFor, When } from '../../shared/ui'
import { useSending } from '../../shared/use-sending'
import { undoStop } from './api'
import { words } from './words'

type Props = { stop: SharingStopped; now: number; onUndone: () => void }

/** Said on top while all sharing is stopped, with the way back for as long as there is one. */
export function StopBanner({ stop, now, onUndone }: Props) {
  const { isSending, error, send } = useSending()
  const canUndo = Date.parse(stop.undo_until) > now
  const undo = () => void send(async () => {
    await undoStop(stop.id)
    onUndone()
  })
  return (
    <Banner heading={words.stoppedHeading}>
      <p>{words.stoppedBody}</p>
      {canUndo && <p>{words.stoppedUntil} <When at={stop.undo_until} as="clock" />.</p>}
      {canUndo && <Button kind="secondary" onClick={undo} isBusy={isSending} busyWords={words.stoppedUndoing}>{words.stoppedUndo}</Button>}
      {error !== null && <p>{wordsFor(error)}</p>}
    </Banner>
  )
}
