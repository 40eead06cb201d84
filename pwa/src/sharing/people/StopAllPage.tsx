import { useState } from 'preact/hooks'
import type { SharingStopped } from '../../shared/api-types'
import { newId } from '../../shared/ids'
import { Button, Failed, LinkButton, Page, When } from '../../shared/ui'
import { useNow } from '../../shared/use-now'
import { useSending } from '../../shared/use-sending'
import { stopAll, undoStop } from './api'
import { words } from './words'

const back = { href: '/people', words: words.title }

/** Everything in one act, with the way back for ten minutes. Each state is a page of its own, so that the focus goes along. */
export function StopAllPage() {
  const [id, setId] = useState(newId)
  const [stop, setStop] = useState<SharingStopped | null>(null)
  const [isUndone, setIsUndone] = useState(false)
  const undone = () => {
    setId(newId())
    setStop(null)
    setIsUndone(true)
  }
  if (stop !== null) return <Stopped stop={stop} onUndone={undone} />
  return isUndone ? <Undone /> : <Ask id={id} onStopped={setStop} />
}

function Ask({ id, onStopped }: { id: string; onStopped: (stop: SharingStopped) => void }) {
  const { isSending, error, send } = useSending()
  const stop = () => void send(async () => onStopped(await stopAll(id)))
  return (
    <Page key="ask" title={words.stopAllTitle} back={back}>
      {error !== null && <Failed what={words.notStopped} error={error} />}
      <ul class="nhsuk-list nhsuk-list--bullet">
        {words.stopAllWhat.map((line) => <li key={line}>{line}</li>)}
      </ul>
      <p>{words.stopAllKept} {words.stopAllUndo}</p>
      <Button isLarge onClick={stop} isBusy={isSending} busyWords={words.stopAllBusy}>{words.stopAllDo}</Button>
    </Page>
  )
}

function Stopped({ stop, onUndone }: { stop: SharingStopped; onUndone: () => void }) {
  const now = useNow()
  const { isSending, error, send } = useSending()
  const canUndo = Date.parse(stop.undo_until) > now
  const undo = () => void send(async () => {
    await undoStop(stop.id)
    onUndone()
  })
  return (
    <Page key="stopped" title={words.stoppedTitle} back={back}>
      {error !== null && <Failed what={words.undoIt} error={error} />}
      <p>{words.stoppedBody}</p>
      <p>{canUndo ? <>{words.stoppedUntil} <When at={stop.undo_until} as="clock" />.</> : words.tooLate}</p>
      {canUndo && <p><Button kind="secondary" onClick={undo} isBusy={isSending} busyWords={words.stoppedUndoing}>{words.stoppedUndo}</Button></p>}
      <p><a href="/people">{words.backToPeople}</a></p>
    </Page>
  )
}

function Undone() {
  return (
    <Page key="undone" title={words.undoneTitle} back={back}>
      <p>{words.undoneBody}</p>
      <LinkButton href="/people">{words.backToPeople}</LinkButton>
    </Page>
  )
}
