import { useState } from 'preact/hooks'
import type { StepUpView } from '../shared/api-types'
import { useUnsavedWork } from '../shared/unsaved'
import { Button, ButtonGroup, ErrorSummary, Form, LinkButton, TextArea } from '../shared/ui'
import { ActPage } from './ActPage'
import { withdrawStepUp } from './api'
import { longestWords } from './limits'
import { NotSent } from './NotSent'
import { useAct } from './use-act'
import { words } from './act-words'

/** The person no longer needs it. */
export function WithdrawPage() {
  return (
    <ActPage title={words.withdraw.title} verb="withdraw" list="/my-requests">
      {(view, done) => <WithdrawForm view={view} onDone={done} />}
    </ActPage>
  )
}

function WithdrawForm({ view, onDone }: { view: StepUpView; onDone: () => void }) {
  const [said, setSaid] = useState('')
  const act = useAct()
  useUnsavedWork(said !== '')
  const withdraw = () => {
    const body = { words: said.trim() }
    void act.attempt([], () => withdrawStepUp(view.id, act.idFor(body), body)).then((isDone) => isDone && onDone())
  }
  return (
    <Form onSend={withdraw}>
      <ErrorSummary errors={act.problems} />
      <NotSent error={act.error} onRetry={withdraw} isBusy={act.isSending} />
      <p>{words.withdraw.body}</p>
      <TextArea name="words" label={words.withdraw.words} rows={3} limit={longestWords} value={said} onInput={setSaid} error={act.problemOf('words')} />
      <ButtonGroup>
        <Button type="submit" isBusy={act.isSending} busyWords={words.withdraw.sending}>{words.withdraw.send}</Button>
        <LinkButton href={`/my-requests/${view.id}`} kind="secondary">{words.withdraw.keep}</LinkButton>
      </ButtonGroup>
    </Form>
  )
}
