import type { ComponentChildren } from 'preact'
import { Button, ErrorSummary, Form } from '../shared/ui'
import { NotSent } from './NotSent'
import type { Act } from './use-act'

type Props = { act: Act; onSend: () => void; send: string; sending: string; children: ComponentChildren }

/** What every form of a worker has around its fields: what is wrong, what was not sent, and one button. */
export function WorkerForm({ act, onSend, send, sending, children }: Props) {
  return (
    <Form onSend={onSend}>
      <ErrorSummary errors={act.problems} />
      <NotSent error={act.error} onRetry={onSend} isBusy={act.isSending} />
      {children}
      <Button type="submit" isBusy={act.isSending} busyWords={sending}>{send}</Button>
    </Form>
  )
}
