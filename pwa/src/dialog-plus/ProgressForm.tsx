import { useState } from 'preact/hooks'
import type { Action, ActionStatus } from '../shared/api-types'
import { useDraft, type Shelf } from '../shared/use-draft'
import { useSending } from '../shared/use-sending'
import { Button, ButtonGroup, ChoiceButtons, Failed, Form, TextArea } from '../shared/ui'
import { tellHowItWent } from './api'
import { words } from './words'

type Props = {
  recordId: string
  action: Action
  conversationId: string | null
  shelf: Shelf
  onDone: (action: Action) => void
  onCancel?: () => void
}

const choices = ['done', 'partly', 'not_done', 'let_go'] as const
const options = choices.map((value) => {
  const hint = value === 'not_done' || value === 'let_go' ? words.statusHints[value] : undefined
  return { value, label: words.statusToChoose[value], ...(hint === undefined ? {} : { hint }) }
})

/** How something went: four plain answers, and words for those who like. Nothing here is a failure. */
export function ProgressForm({ recordId, action, conversationId, shelf, onDone, onCancel }: Props) {
  const draft = useDraft<{ status: ActionStatus | null; words: string }>(`dialog-plus-went-${action.id}`, { status: null, words: '' }, shelf)
  const [isMissing, setIsMissing] = useState(false)
  const sending = useSending()
  const { status, words: said } = draft.value
  const save = () => {
    setIsMissing(status === null)
    if (status === null) return
    const went = { status, words: said.trim(), conversation_id: conversationId }
    void sending.send(async () => {
      const answer = await tellHowItWent(recordId, action, went)
      await draft.forget()
      onDone(answer)
    })
  }
  return (
    <Form onSend={save} label={words.howLabel(action.words)}>
      {sending.error !== null && <Failed what={words.wentFailed} error={sending.error} safe={words.kept} />}
      <ChoiceButtons
        name={`how-${action.id}`} legend={words.how} value={status} options={options} error={isMissing ? words.chooseFirst : undefined}
        onChange={(value) => draft.change({ status: value })} isRow
      />
      <TextArea name={`went-${action.id}`} label={words.wentWords} rows={3} limit={2000} value={said} onInput={(value) => draft.change({ words: value })} error={sending.fieldError('words')} />
      <ButtonGroup>
        <Button type="submit" isBusy={sending.isSending} busyWords={words.saving}>{words.save}</Button>
        {onCancel && <Button kind="quiet" onClick={onCancel}>{words.cancel}</Button>}
      </ButtonGroup>
    </Form>
  )
}
