import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { Button, ButtonGroup, ErrorSummary } from '../shared/ui'
import { errorsOf } from './trouble'
import { useAsking } from './use-asking'
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
  const { isSending, error, send, forget } = useAsking()
  const stop = () => {
    setIsAsking(false)
    forget()
  }
  if (!isAsking) {
    return (
      <ButtonGroup>
        {children}
        <Button kind="quiet" onClick={() => setIsAsking(true)} label={words.removeLabel(name)}>{words.remove}</Button>
      </ButtonGroup>
    )
  }
  return (
    <>
      <ErrorSummary errors={errorsOf(error)} />
      <p role="status">{ask}</p>
      <ButtonGroup>
        <Button kind="secondary" onClick={() => void send(onRemove)} isBusy={isSending} busyWords={words.removing}>{yes}</Button>
        <Button kind="quiet" onClick={stop}>{words.keep}</Button>
      </ButtonGroup>
    </>
  )
}
