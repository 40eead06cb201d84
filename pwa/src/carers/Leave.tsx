import { useLocation } from 'preact-iso'
import type { Id } from '../shared/api-types'
import { useSending } from '../shared/use-sending'
import { Button, Details, Failed } from '../shared/ui'
import { leave } from './api'
import { words } from './words'

/** Nobody has to go on. It says first what happens. */
export function Leave({ id, name }: { id: Id; name: string }) {
  const sending = useSending()
  const { route } = useLocation()
  const go = () => void sending.send(() => leave(id)).then((isDone) => isDone && route('/support', true))
  return (
    <Details summary={words.leaveSummary}>
      {sending.error !== null && <Failed what={words.notSent} error={sending.error} />}
      <p>{words.leaveBody(name)}</p>
      <Button kind="secondary" onClick={go} isBusy={sending.isSending} busyWords={words.leaving}>{words.leaveButton}</Button>
    </Details>
  )
}
