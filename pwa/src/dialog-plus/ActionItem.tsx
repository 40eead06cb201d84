import { useState } from 'preact/hooks'
import type { Action } from '../shared/api-types'
import type { Shelf } from '../shared/use-draft'
import { Button, ButtonGroup } from '../shared/ui'
import { ActionFacts } from './ActionFacts'
import { MakeStep } from './MakeStep'
import { ProgressForm } from './ProgressForm'
import { isWaitingFor } from './rules'
import { words } from './list-words'
import { words as common, type Reader } from './words'
import { YesButton } from './YesButton'

type Props = {
  recordId: string
  action: Action
  reader: Reader
  /** Whether the reader may say yes and how it went. */
  mayAdd: boolean
  isOwn: boolean
  shelf: Shelf
  onChanged: () => Promise<void>
}

/** Something agreed, in a list, with what can be done about it now. */
export function ActionItem({ recordId, action, reader, mayAdd, isOwn, shelf, onChanged }: Props) {
  const [open, setOpen] = useState<'how' | 'step' | null>(null)
  const close = () => setOpen(null)
  const { side } = reader
  const isOpen = action.status === 'open'
  const done = () => void onChanged().then(close)
  return (
    <li class="wm-dp-action">
      <ActionFacts action={action} reader={reader} />
      {mayAdd && side !== 'other' && isWaitingFor(action, side) && (
        <YesButton recordId={recordId} action={action} side={side} isHanded={false} onDone={done} onChanged={onChanged} />
      )}
      {open === 'how' && <ProgressForm recordId={recordId} action={action} conversationId={null} shelf={shelf} onDone={done} onCancel={close} />}
      {open === 'step' && <MakeStep recordId={recordId} action={action} onClose={close} />}
      {open === null && isOpen && mayAdd && (
        <ButtonGroup>
          <Button kind="quiet" onClick={() => setOpen('how')} label={common.howLabel(action.words)}>{common.how}</Button>
          {isOwn && <Button kind="quiet" onClick={() => setOpen('step')} label={words.makeStepLabel(action.words)}>{words.makeStep}</Button>}
        </ButtonGroup>
      )}
    </li>
  )
}
