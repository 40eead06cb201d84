import { useState } from 'preact/hooks'
import { useLocation, useRoute } from 'preact-iso'
import { noteDone } from '../shared/just-done'
import { faultIn, nhsNumberIn, whileTyping } from '../shared/nhs-number'
import { useUnsavedWork } from '../shared/unsaved'
import { ApiError } from '../shared/api'
import { Await, Button, ButtonGroup, ErrorSummary, Form, LinkButton, Page, SummaryList, TextInput, wordsFor, type FormError } from '../shared/ui'
import { useResource } from '../shared/use-resource'
import { useSending } from '../shared/use-sending'
import { readNhsNumber, setNhsNumber } from './api'
import { words } from './worker-words'

/** The NHS number of a record: mostly hidden, and put right by a worker of its team. */
export function NhsNumberPage() {
  const recordId = useRoute().params.recordId ?? ''
  const number = useResource(() => readNhsNumber(recordId), recordId)
  return (
    <Page title={words.numberTitle(null)} back={{ href: `/caseload/${recordId}`, words: words.numberBack }}>
      <p>{words.numberIntro} {words.numberSeen}</p>
      <Await of={number} what={words.numberGet}>
        {({ shown }) => (
          <>
            <SummaryList rows={[{ key: words.numberNow, value: shown ?? words.numberNone }]} />
            <ChangeNumber recordId={recordId} />
          </>
        )}
      </Await>
    </Page>
  )
}

const field = 'nhs_number'

function ChangeNumber({ recordId }: { recordId: string }) {
  const { route } = useLocation()
  const [typed, setTyped] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const { isSending, error, send, forget } = useSending()
  const there = `/caseload/${recordId}`
  useUnsavedWork(typed !== '')

  const save = () => {
    const digits = nhsNumberIn(typed)
    setFault(faultIn(typed))
    if (digits === null) { forget(); return; }
    void send(async () => {
      await setNhsNumber(recordId, digits)
      noteDone(words.numberSaved, there)
      route(there)
    })
  }
  const errors = fault === null ? errorsOf(error) : [{ field, words: fault }]
  return (
    <Form onSend={save}>
      <ErrorSummary errors={errors} />
      <TextInput
        name={field} label={words.numberLabel} hint={words.numberHint} value={typed} onInput={(now) => setTyped(whileTyping(typed, now))}
        error={errors[0]?.words} inputMode="numeric" autocomplete="off" width={20}
      />
      <ButtonGroup>
        <Button type="submit" isBusy={isSending} busyWords={words.numberSaving}>{words.numberSave}</Button>
        <LinkButton href={there} kind="secondary">{words.numberSame}</LinkButton>
      </ButtonGroup>
    </Form>
  )
}

function errorsOf(error: unknown): FormError[] {
  if (error === null) return []
  const said = error instanceof ApiError ? error.fields[field]?.[0] : undefined
  return [{ field, words: said ?? wordsFor(error) }]
}
