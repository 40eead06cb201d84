import { ApiError } from '../shared/api'
import type { Action, Side } from '../shared/api-types'
import { useSending } from '../shared/use-sending'
import { Banner, Button, Failed } from '../shared/ui'
import { sayYes } from './api'
import { words } from './words'

type Props = {
  recordId: string
  action: Action
  /** Whose yes it is: of the one who holds the device. */
  side: Side
  /** The device belongs to the other side. */
  isHanded: boolean
  onDone: (action: Action) => void
  /** Somebody has changed it: what there is now must be read first. */
  onChanged: () => Promise<void>
}

/** One side's yes to exactly what is shown. */
export function YesButton({ recordId, action, side, isHanded, onDone, onChanged }: Props) {
  const sending = useSending()
  const isChanged = sending.error instanceof ApiError && sending.error.code === 'dialog_plus.changed'
  const say = () => void sending.send(async () => {
    try {
      onDone(await sayYes(recordId, action, side, isHanded ? 'this_device' : 'own_device'))
    } catch (error) {
      if (error instanceof ApiError) await onChanged()
      throw error
    }
  })
  return (
    <>
      {isChanged && <Banner>{words.changedMeanwhile}</Banner>}
      {sending.error !== null && !isChanged && <Failed what={words.yesFailed} error={sending.error} />}
      <Button kind="secondary" onClick={say} isBusy={sending.isSending} busyWords={words.saving} label={words.yesLabel(action.words)}>{words.yes}</Button>
    </>
  )
}
