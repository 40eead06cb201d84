import { useState } from 'preact/hooks'
import type { GotWhatINeeded, StepUpView, WouldUseAgain } from '../shared/api-types'
import { useUnsavedWork } from '../shared/unsaved'
import { Button, ChoiceButtons, ErrorSummary, Form, TextArea, type FormError } from '../shared/ui'
import { ActPage } from './ActPage'
import { sayAfterwards } from './api'
import { longestWords } from './limits'
import { NotSent } from './NotSent'
import { optionsOf } from './options'
import { useAct } from './use-act'
import { words } from './act-words'

/** Afterwards: did you get what you needed, would you do it again. */
export function AfterwardsPage() {
  return (
    <ActPage title={words.afterwards.title} verb="afterwards" list="/my-requests">
      {(view, done) => <AfterwardsForm view={view} onDone={done} />}
    </ActPage>
  )
}

function AfterwardsForm({ view, onDone }: { view: StepUpView; onDone: () => void }) {
  const says = words.afterwards
  const [got, setGot] = useState<GotWhatINeeded | null>(null)
  const [again, setAgain] = useState<WouldUseAgain | null>(null)
  const [said, setSaid] = useState('')
  const act = useAct()
  useUnsavedWork(said !== '')
  const send = () => {
    void act.attempt(missing(got, again), async () => {
      if (got === null || again === null) return
      const body = { got_what_i_needed: got, would_use_again: again, words: said.trim() }
      await sayAfterwards(view.id, act.idFor(body), body)
    }).then((isDone) => isDone && onDone())
  }
  return (
    <Form onSend={send}>
      <ErrorSummary errors={act.problems} />
      <NotSent error={act.error} onRetry={send} isBusy={act.isSending} />
      <p>{says.body}</p>
      <ChoiceButtons
        name="got_what_i_needed" legend={says.got} isLargeLegend isRow options={optionsOf(says.gotChoices)}
        value={got} onChange={setGot} error={act.problemOf('got_what_i_needed')}
      />
      <ChoiceButtons
        name="would_use_again" legend={says.again} isLargeLegend isRow options={optionsOf(says.againChoices)}
        value={again} onChange={setAgain} error={act.problemOf('would_use_again')}
      />
      <TextArea name="words" label={says.words} limit={longestWords} value={said} onInput={setSaid} error={act.problemOf('words')} />
      <Button type="submit" isBusy={act.isSending} busyWords={says.sending}>{says.send}</Button>
    </Form>
  )
}

function missing(got: GotWhatINeeded | null, again: WouldUseAgain | null): FormError[] {
  return [
    ...(got === null ? [{ field: 'got_what_i_needed', words: words.afterwards.gotMissing }] : []),
    ...(again === null ? [{ field: 'would_use_again', words: words.afterwards.againMissing }] : []),
  ]
}
