import { useRef, useState } from 'preact/hooks'
import { useLocation, useRoute } from 'preact-iso'
import type { Id, Instrument } from '../../shared/api-types'
import { newId } from '../../shared/ids'
import { dayOf } from '../../shared/times'
import { useUnsavedWork } from '../../shared/unsaved'
import { useResource } from '../../shared/use-resource'
import { useSending } from '../../shared/use-sending'
import { Await, Button, ErrorSummary, Failed, Form, Page, Radios, TextArea, TextInput, type FormError } from '../../shared/ui'
import { putAsk, readInstruments, readName, type Asking } from '../api'
import { words } from './words'

const twoWeeks = 14 * 24 * 60 * 60 * 1000

/** A worker asks somebody to fill in a questionnaire by a day. */
export function AskForPage() {
  const { recordId = '' } = useRoute().params
  const all = useResource(async () => ({ name: await readName(recordId), instruments: await readInstruments() }), recordId)
  const { value } = all
  return (
    <Page title={value === null ? words.askPageTitle : words.askPage(value.name)} windowTitle={words.askPageTitle} back={{ href: `/records/${recordId}/how-life-is` }}>
      <Await of={all} what={words.questionnaires}>
        {({ name, instruments }) => <AskFor recordId={recordId} name={name} instruments={instruments} />}
      </Await>
    </Page>
  )
}

function AskFor({ recordId, name, instruments }: { recordId: Id; name: string; instruments: readonly Instrument[] }) {
  const [asking, setAsking] = useState<Asking>(() => ({ instrument: instruments[0]?.key ?? '', due_on: dayOf(Date.now() + twoWeeks), words: '' }))
  const [today] = useState(() => dayOf(Date.now()))
  const [isTried, setIsTried] = useState(false)
  const id = useRef(newId())
  const sending = useSending()
  const { route } = useLocation()
  useUnsavedWork(asking.words !== '')
  const put = (some: Partial<Asking>) => {
    // Another content is another ask: a retry of the first one would be refused.
    id.current = newId()
    setAsking({ ...asking, ...some })
  }
  const noDay = asking.due_on === '' ? words.askByMissing : undefined
  const dayError = (isTried ? noDay : undefined) ?? sending.fieldError('due_on')
  const wordsError = sending.fieldError('words')
  const send = () => {
    setIsTried(true)
    if (noDay !== undefined) return
    const sent = { ...asking, words: asking.words.trim() }
    void sending.send(() => putAsk(recordId, id.current, sent)).then((isDone) => isDone && route(`/records/${recordId}/how-life-is`))
  }
  const errors: FormError[] = [...(dayError === undefined ? [] : [{ field: 'due-on', words: dayError }]), ...(wordsError === undefined ? [] : [{ field: 'ask-words', words: wordsError }])]
  return (
    <Form onSend={send}>
      <ErrorSummary errors={errors} />
      {sending.error !== null && errors.length === 0 && <Failed what={words.askFailed} error={sending.error} safe={words.stillHere} />}
      <Radios
        name="instrument" legend={words.askWhat} value={asking.instrument} onChange={(instrument) => put({ instrument })}
        options={instruments.map(({ key, title, minutes }) => ({ value: key, label: title, hint: words.takes(minutes) }))}
      />
      <TextInput name="due-on" label={words.askBy} type="date" width={10} min={today} value={asking.due_on} onInput={(due_on) => put({ due_on })} error={dayError} />
      <TextArea name="ask-words" label={words.askWords} hint={words.askWordsHint} limit={500} rows={3} value={asking.words} onInput={(said) => put({ words: said })} error={wordsError} />
      <p>{words.askTold(name)}</p>
      <Button type="submit" isLarge isBusy={sending.isSending} busyWords={words.asking}>{words.ask}</Button>
    </Form>
  )
}
