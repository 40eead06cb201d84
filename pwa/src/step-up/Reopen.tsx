import { useState } from 'preact/hooks'
import type { StepUpView } from '../shared/api-types'
import { Button, Details, Form, TextArea } from '../shared/ui'
import { reopenStepUp } from './api'
import { longestWords } from './limits'
import { NotSent } from './NotSent'
import { useAct } from './use-act'
import { both } from './words-for-both'

type Props = { view: StepUpView; onDone: (view: StepUpView) => void; explains: string }

/** It was not over after all: for three days one can go back without telling everything again. */
export function Reopen({ view, onDone, explains }: Props) {
  const [said, setSaid] = useState('')
  const act = useAct()
  const reopen = () => {
    const body = { words: said.trim() }
    void act.send(async () => onDone(await reopenStepUp(view.id, act.idFor(body), body)))
  }
  if (!view.may.reopen.allowed) return null
  return (
    <Details summary={both.reopen}>
      <p>{explains}</p>
      <Form onSend={reopen}>
        <TextArea name="reopen-words" label={both.reopenWords} rows={3} limit={longestWords} value={said} onInput={setSaid} />
        <NotSent error={act.error} onRetry={reopen} isBusy={act.isSending} />
        <Button type="submit" isBusy={act.isSending} busyWords={both.reopening}>{both.reopen}</Button>
      </Form>
    </Details>
  )
}
