import { useEffect, useState } from 'preact/hooks'
import { dayOf } from '../shared/times'
import { useNow } from '../shared/use-now'
import { useSending } from '../shared/use-sending'
import { useUnsavedWork } from '../shared/unsaved'
import { Button, ButtonGroup, ErrorSummary, Failed, Form, Radios, TextInput } from '../shared/ui'
import { putDay } from './api'
import { hours as words } from './lead-words'
import { words as common } from './words'

type Props = { teamId: string; on: string; onDone: (said: string) => void; onStop: () => void }
type Fields = { on: string; how: 'closed' | 'other'; opens: string; closes: string; why: string }

/** One day that is not as the week says. */
export function DayForm({ teamId, on, onDone, onStop }: Props) {
  const [fields, setFields] = useState<Fields>({ on, how: 'closed', opens: '09:00', closes: '13:00', why: '' })
  const [missing, setMissing] = useState<Partial<Record<keyof Fields, string>>>({})
  const sending = useSending()
  const today = dayOf(useNow())
  useUnsavedWork(fields.why !== '')
  // The button that opened this is gone: the focus goes on to the first field.
  useEffect(() => document.getElementById('other-on')?.focus(), [])
  const change = (some: Partial<Fields>) => setFields({ ...fields, ...some })
  const isOther = fields.how === 'other'

  const save = () => {
    const lacking = missingIn(fields)
    setMissing(lacking)
    if (Object.keys(lacking).length > 0) return
    const spans = isOther ? [{ opens: fields.opens, closes: fields.closes }] : []
    void sending.send(() => putDay(teamId, fields.on, { spans, words: fields.why.trim() })).then((isDone) => isDone && onDone(words.daySaved))
  }
  return (
    <Form onSend={save} label={words.dayAdd}>
      <ErrorSummary errors={Object.entries(missing).map(([field, said]) => ({ field: `other-${field}`, words: said }))} />
      {sending.error !== null && <Failed what={words.dayFailed} error={sending.error} safe={common.stillHere} />}
      <TextInput name="other-on" type="date" label={words.dayOn} min={today} value={fields.on} onInput={(day) => change({ on: day })} error={missing.on ?? sending.fieldError('on')} />
      <Radios
        name="other-how" legend={words.dayHow} value={fields.how} onChange={(how) => change({ how })}
        options={[{ value: 'closed', label: words.dayHowClosed }, { value: 'other', label: words.dayHowOther }]}
      />
      {isOther && (
        <>
          <TextInput name="other-opens" type="time" width={10} label={words.dayOpens} value={fields.opens} onInput={(opens) => change({ opens })} error={missing.opens} />
          <TextInput name="other-closes" type="time" width={10} label={words.dayCloses} value={fields.closes} onInput={(closes) => change({ closes })} error={missing.closes} />
        </>
      )}
      <TextInput name="other-why" label={words.dayWords} hint={words.dayWordsHint} maxLength={80} value={fields.why} onInput={(why) => change({ why })} error={missing.why ?? sending.fieldError('words')} />
      <ButtonGroup>
        <Button type="submit" isBusy={sending.isSending} busyWords={common.saving}>{words.daySave}</Button>
        <Button kind="quiet" onClick={onStop}>{common.keep}</Button>
      </ButtonGroup>
    </Form>
  )
}

function missingIn({ on, how, opens, closes, why }: Fields): Partial<Record<keyof Fields, string>> {
  const { dayMissing: missing } = words
  return {
    ...(on === '' ? { on: missing.on } : {}),
    ...(how === 'other' && opens === '' ? { opens: missing.clock } : {}),
    ...(how === 'other' && closes === '' ? { closes: missing.clock } : {}),
    ...(why.trim() === '' ? { why: missing.words } : {}),
  }
}
