import { useEffect, useRef, useState } from 'preact/hooks'
import type { NamedAccount } from '../shared/api-types'
import { dayOf } from '../shared/times'
import { useUnsavedWork } from '../shared/unsaved'
import { useRetryId } from '../shared/use-retry-id'
import { useSending } from '../shared/use-sending'
import { Button, ButtonGroup, Checkbox, ErrorSummary, Failed, Form, Select, TextInput } from '../shared/ui'
import type { AwayWritten } from './api'
import { missingInAway, noAway, spanOfAway, type AwayFields, type Missing } from './away'
import { Meanwhile } from './Meanwhile'
import { away as words } from './mine-words'
import { words as common } from './words'

type Props = {
  start?: Partial<AwayFields>
  /** Whom a lead may choose; none when it is about oneself. */
  people?: readonly NamedAccount[]
  covers: readonly NamedAccount[]
  /** The account that is away when nobody is chosen. */
  me: string
  teams: readonly string[]
  now: number
  put: (id: string, written: AwayWritten, who: string) => Promise<unknown>
  onDone: () => void
  onStop: () => void
}

/** From when to when, and who answers meanwhile: whole days, or times where they are asked for. */
export function AwayForm({ start = {}, people, covers, me, teams, now, put, onDone, onStop }: Props) {
  const [fields, setFields] = useState<AwayFields>({ ...noAway, ...start })
  const [missing, setMissing] = useState<Missing>({})
  const sending = useSending()
  const retry = useRetryId()
  const place = useFocusWhenShown()
  useUnsavedWork(fields.last !== '' || fields.cover !== '')
  const change = (some: Partial<AwayFields>) => setFields({ ...fields, ...some })
  // The last day follows the first, as most are away for one day.
  const changeFirst = (first: string) => change({ first, ...(fields.last === '' || fields.last < first ? { last: first } : {}) })
  const who = people === undefined ? me : fields.who
  const others = covers.filter(({ account_id: id }) => id !== who)

  const save = () => {
    const lacking = missingInAway(fields, people !== undefined, now)
    const span = spanOfAway(fields)
    setMissing(lacking)
    if (Object.keys(lacking).length > 0 || span === null) return
    const written = { from_at: span.begins, until_at: span.ends, cover_account_id: fields.cover === '' ? null : fields.cover }
    void sending.send(() => put(retry.of([written, who]), written, who)).then((isDone) => isDone && onDone())
  }
  const errors = Object.entries(missing).map(([field, said]) => ({ field: `away-${field}`, words: said }))
  const today = dayOf(now)
  return (
    <div ref={place}>
      <Form onSend={save}>
        <ErrorSummary errors={errors} />
        {sending.error !== null && <Failed what={words.failed} error={sending.error} safe={common.stillHere} />}
        {people !== undefined && (
          <Select
            name="away-who" label={words.who} value={fields.who} onChange={(next) => change({ who: next })} error={missing.who}
            options={[{ value: '', label: words.chooseWho }, ...optionsOf(people)]}
          />
        )}
        <TextInput name="away-first" type="date" label={words.first} min={today} value={fields.first} onInput={changeFirst} error={missing.first ?? sending.fieldError('from_at')} />
        <TextInput name="away-last" type="date" label={words.last} min={fields.first === '' ? today : fields.first} value={fields.last} onInput={(last) => change({ last })} error={missing.last ?? sending.fieldError('until_at')} />
        <Checkbox name="away-part" label={words.withTimes} isChecked={fields.isPart} onChange={(isPart) => change({ isPart })} />
        {fields.isPart && (
          <>
            <TextInput name="away-from" type="time" width={10} label={words.from} value={fields.from} onInput={(from) => change({ from })} error={missing.from} />
            <TextInput name="away-until" type="time" width={10} label={words.until} value={fields.until} onInput={(until) => change({ until })} error={missing.until} />
          </>
        )}
        <Select
          name="away-cover" label={words.cover} hint={people === undefined ? words.coverHintMine : words.coverHint} value={fields.cover}
          onChange={(cover) => change({ cover })} error={sending.fieldError('cover_account_id')}
          options={[{ value: '', label: words.coverNobody }, ...optionsOf(others)]}
        />
        <Meanwhile
          who={who} isMe={people === undefined} name={people?.find(({ account_id: id }) => id === who)?.name ?? ''} span={spanOfAway(fields)}
          cover={others.find(({ account_id: id }) => id === fields.cover)?.name ?? null} teams={teams} now={now}
        />
        <ButtonGroup>
          <Button type="submit" isBusy={sending.isSending} busyWords={common.saving}>{common.save}</Button>
          <Button kind="quiet" onClick={onStop}>{common.keep}</Button>
        </ButtonGroup>
      </Form>
    </div>
  )
}

/** The button that opened this is gone: the focus goes on to the first field. */
function useFocusWhenShown() {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => place.current?.querySelector<HTMLElement>('select, input')?.focus(), [])
  return place
}

const optionsOf = (people: readonly NamedAccount[]) => people.map(({ account_id: value, name: label }) => ({ value, label }))
