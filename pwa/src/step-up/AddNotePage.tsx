import { useLocation } from 'preact-iso'
import { useState } from 'preact/hooks'
import type { StepUpView } from '../shared/api-types'
import { useUnsavedWork } from '../shared/unsaved'
import { Banner, Button, ErrorSummary, Form, TextArea } from '../shared/ui'
import { ActPage } from './ActPage'
import { addNote } from './api'
import { noteKey } from './ask-draft'
import { longestWords } from './limits'
import { DoNotWait } from './DoNotWait'
import { NotSent } from './NotSent'
import { RingNow } from './RingNow'
import { useAct } from './use-act'
import { useDraft } from '../shared/use-draft'
import { words } from './act-words'
import { words as workerWords } from './worker-words'

/** A few words to the other side: the same page for the person and the worker. */
export function AddNotePage() {
  const isPerson = useLocation().path.startsWith('/my-requests')
  return (
    <ActPage title={isPerson ? words.note.title : workerWords.note.title} verb="note" list={isPerson ? '/my-requests' : '/requests'}>
      {(view, done) => (isPerson ? <PersonNote view={view} onDone={done} /> : <WorkerNote view={view} onDone={done} />)}
    </ActPage>
  )
}

type Props = { view: StepUpView; onDone: () => void }

function PersonNote({ view, onDone }: Props) {
  const draft = useDraft(noteKey(view.id), { words: '' })
  const sent = () => {
    void draft.forget()
    onDone()
  }
  return (
    <>
      {draft.restoredFrom !== null && draft.value.words !== '' && <Banner>{words.note.restored}</Banner>}
      <NoteForm
        view={view} said={draft.value.words} onSay={(said) => draft.change({ words: said })} isUnsaved={!draft.isKept} onDone={sent}
        label={words.note.label} hint={words.note.hint} send={words.note.send}
        failed={<RingNow team={view.team} />}
      />
      <DoNotWait />
    </>
  )
}

/** Nothing of anybody else's record is kept on a worker's device: what they type lives on this page only. */
function WorkerNote({ view, onDone }: Props) {
  const [said, setSaid] = useState('')
  const name = view.person.preferred_name
  return (
    <NoteForm
      view={view} said={said} onSay={setSaid} isUnsaved onDone={onDone}
      label={workerWords.note.label(name)} hint={workerWords.note.hint(name)} send={words.note.send}
    />
  )
}

type FormProps = Props & {
  said: string
  onSay: (said: string) => void
  isUnsaved: boolean
  label: string
  hint: string
  send: string
  failed?: preact.ComponentChildren
}

function NoteForm({ view, said, onSay, isUnsaved, onDone, label, hint, send, failed }: FormProps) {
  const act = useAct()
  useUnsavedWork(isUnsaved && said !== '')
  const sendNote = () => {
    const body = { words: said.trim() }
    const found = body.words === '' ? [{ field: 'words', words: words.note.missing }] : []
    void act.attempt(found, () => addNote(view.id, act.idFor(body), body)).then((isDone) => isDone && onDone())
  }
  return (
    <Form onSend={sendNote}>
      <ErrorSummary errors={act.problems} />
      <NotSent error={act.error} onRetry={sendNote} isBusy={act.isSending}>{failed}</NotSent>
      <TextArea name="words" label={label} hint={hint} isLargeLabel limit={longestWords} value={said} onInput={onSay} error={act.problemOf('words')} />
      <Button type="submit" isBusy={act.isSending} busyWords={words.note.sending}>{send}</Button>
    </Form>
  )
}
