import { useEffect, useState } from 'preact/hooks'
import { ApiError } from '../shared/api'
import type { Action, ActionOwner } from '../shared/api-types'
import { newId } from '../shared/ids'
import { dayOf } from '../shared/times'
import { useDraft } from '../shared/use-draft'
import { useSending } from '../shared/use-sending'
import { Button, ButtonGroup, ChoiceButtons, Failed, Form, TextArea, TextInput } from '../shared/ui'
import { putAction } from './api'
import type { Talk } from './talk'
import { words } from './talk-words'
import { words as common, workerOf } from './words'

type Props = {
  talk: Talk
  area: string
  /** What is changed; null for something new. */
  action: Action | null
  onDone: (action: Action | null) => void
  /** Told whether there are words here that would be missed. */
  onBegun: (isBegun: boolean) => void
}

type Draft = { id: string; words: string; owner: ActionOwner; ownerName: string; due: string }

/** Something to do: what, who, and by when if one likes. Kept as it is typed, until it is added or left out. */
export function ActionForm({ talk, area, action, onDone, onBegun }: Props) {
  const { recordId, conversation, live, reader, typedFor, shelf } = talk
  const draft = useDraft<Draft>(`dialog-plus-action-${action?.id ?? `${conversation.id}-${area}`}`, () => fresh(action, reader.side === 'worker' ? 'worker' : 'person'), shelf)
  const { id, words: what, owner, ownerName, due } = draft.value
  const [isTried, setIsTried] = useState(false)
  const sending = useSending()
  const isBegun = what.trim() !== (action?.words ?? '')
  useEffect(() => {
    onBegun(isBegun)
    return () => onBegun(false)
  }, [isBegun, onBegun])

  const isMissing = what.trim() === ''
  const isNameMissing = owner === 'other' && ownerName.trim() === ''
  const leave = (answer: Action | null) => void draft.forget().then(() => onDone(answer))
  const save = () => {
    setIsTried(true)
    if (isMissing || isNameMissing) return
    const written = {
      conversation_id: conversation.id, area, words: what.trim(), owner, owner_name: owner === 'other' ? ownerName.trim() : '',
      due_on: due === '' ? null : due, is_removed: false, version: action?.version ?? 0, typed_for: typedFor,
    }
    void sending.send(async () => {
      try {
        leave(await putAction(recordId, id, written))
      } catch (error) {
        // The newest version comes in above the form; saving again replaces what is read there.
        if (error instanceof ApiError) await live.reload()
        throw error
      }
    })
  }
  const options = [
    { value: 'person' as const, label: reader.side === 'person' ? words.me : reader.person },
    { value: 'worker' as const, label: reader.side === 'worker' ? words.me : capital(workerOf(reader)) },
    { value: 'other' as const, label: words.somebody },
  ]
  return (
    <Form onSend={save} label={words.form}>
      {sending.error !== null && <Failed what={words.addFailed} error={sending.error} safe={words.stillHere} />}
      <TextArea name="action-words" label={words.doing} rows={2} limit={1000} value={what} onInput={(value) => draft.change({ words: value })} error={isTried && isMissing ? words.doingMissing : sending.fieldError('words')} />
      <ChoiceButtons name="action-owner" legend={words.who} value={owner} options={options} onChange={(value) => draft.change({ owner: value })} isRow />
      {owner === 'other' && (
        <TextInput name="action-name" label={words.name} value={ownerName} onInput={(value) => draft.change({ ownerName: value })} error={isTried && isNameMissing ? words.nameMissing : sending.fieldError('owner_name')} />
      )}
      <TextInput name="action-due" type="date" width={10} label={words.due} min={dayOf(conversation.begun_at)} value={due} onInput={(value) => draft.change({ due: value })} error={sending.fieldError('due_on')} />
      <ButtonGroup>
        <Button type="submit" kind="secondary" isBusy={sending.isSending} busyWords={common.saving}>{action === null ? words.addThis : words.saveThis}</Button>
        <Button kind="quiet" onClick={() => leave(null)}>{words.leaveOut}</Button>
      </ButtonGroup>
    </Form>
  )
}

function fresh(action: Action | null, owner: ActionOwner): Draft {
  if (action === null) return { id: newId(), words: '', owner, ownerName: '', due: '' }
  return { id: action.id, words: action.words, owner: action.owner, ownerName: action.owner === 'other' ? action.owner_name : '', due: action.due_on ?? '' }
}

const capital = (said: string) => said.charAt(0).toUpperCase() + said.slice(1)
