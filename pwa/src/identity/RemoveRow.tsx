import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { Button, ButtonGroup, ErrorSummary } from '../shared/ui'
import { errorsOf } from './trouble'
import { useSending } from '../shared/use-sending'
import { useFocusMoves } from './use-focus-moves'
import { words } from './words'

type Props = {
  name: string
  /** What will be so afterwards, as a question. */
  ask: string
  yes: string
  onRemove: () => Promise<void>
  /** Other things that can be done with it. */
  children?: ComponentChildren
}

/** A remove that asks once, in place, before it does it. */
export function RemoveRow({ name, ask, yes, onRemove, children }: Props) {
  const [isAsking, setIsAsking] = useState(false)
  const { isSending, error, send, forget } = useSending()
  const place = useFocusMoves(isAsking)
  const stop = () => {
    setIsAsking(false)
    forget()
  }
  if (!isAsking) {
    return (
      <div ref={place}>
        <ButtonGroup>
          {children}
          <Button kind="quiet" onClick={() => setIsAsking(true)} label={words.removeLabel(name)}>{words.remove}</Button>
        </ButtonGroup>
      </div>
    )
  }
  return (
    <div ref={place} class="wm-account-list__asked">
      <ErrorSummary errors={errorsOf(error)} />
      <p class="wm-account-heading" tabIndex={-1}>{ask}</p>
      <ButtonGroup>
        <Button kind="secondary" onClick={() => void send(onRemove)} isBusy={isSending} busyWords={words.removing}>{yes}</Button>
        <Button kind="quiet" onClick={stop}>{words.keep}</Button>
      </ButtonGroup>
    </div>
  )
}
