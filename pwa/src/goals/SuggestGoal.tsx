import { useState } from 'preact/hooks'
import { useUnsavedWork } from '../shared/unsaved'
import { useSending } from '../shared/use-sending'
import { Banner, Button, Details, Failed, Form, TextArea } from '../shared/ui'
import { putGoal } from './api'
import { useRetryId } from '../shared/use-retry-id'
import { words } from './their-words'

type Props = { recordId: string; name: string; onNew: () => Promise<void> }

/** A goal for somebody else to take or to leave. Nothing of it stays on this device. */
export function SuggestGoal({ recordId, name, onNew }: Props) {
  const [said, setSaid] = useState({ words: '', why: '' })
  const [isMissing, setIsMissing] = useState(false)
  const [isDone, setIsDone] = useState(false)
  const sending = useSending()
  const id = useRetryId()
  useUnsavedWork(said.words !== '')
  const suggest = () => {
    const goal = { words: said.words.trim(), why: said.why.trim(), area: null, helper: '', target_on: null, is_private: false, version: 0, is_new_goal: null }
    setIsMissing(goal.words === '')
    if (goal.words === '') return
    void sending.send(async () => putGoal(recordId, id.of(goal), goal)).then((isSent) => {
      if (!isSent) return
      id.done()
      setSaid({ words: '', why: '' })
      setIsDone(true)
      void onNew()
    })
  }
  return (
    <Details summary={words.suggest}>
      <div role="status">{isDone && <Banner kind="good">{words.suggested(name)}</Banner>}</div>
      <Form onSend={suggest} label={words.suggest}>
        {sending.error !== null && <Failed what={words.failed} error={sending.error} safe={words.stillHere} />}
        <p>{words.suggestHint(name)}</p>
        <TextArea
          name="suggest-words" label={words.suggestLabel} rows={3} value={said.words} onInput={(value) => setSaid({ ...said, words: value })}
          error={isMissing ? words.missing : sending.fieldError('words')}
        />
        <TextArea name="suggest-why" label={words.suggestWhy} rows={3} value={said.why} onInput={(why) => setSaid({ ...said, why })} error={sending.fieldError('why')} />
        <Button type="submit" isBusy={sending.isSending} busyWords={words.sending}>{words.suggestSend}</Button>
      </Form>
    </Details>
  )
}
