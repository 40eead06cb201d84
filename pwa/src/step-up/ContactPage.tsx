import { useState } from 'preact/hooks'
import type { ContactMechanism, StepUpView } from '../shared/api-types'
import { dayOf } from '../shared/times'
import { useUnsavedWork } from '../shared/unsaved'
import { useNow } from '../shared/use-now'
import { ChoiceButtons, Radios, TextArea, type FormError } from '../shared/ui'
import { ActPage } from './ActPage'
import { recordContact } from './api'
import { longestWords } from './limits'
import { DayAndTime } from './DayAndTime'
import { chosenPast, iso } from './promise-times'
import { mechanisms } from './story-words'
import { useAct } from './use-act'
import { words } from './worker-words'
import { WorkerForm } from './WorkerForm'

type Props = { view: StepUpView; onDone: () => void }
const says = words.contact
const minute = 60_000
// Most frequent first; as keys of an object the codes would be put in another order.
const order: readonly ContactMechanism[] = ['02', '01', '11', '09', '05', '10', '04', '98']

/** A worker has been in touch: how, and when. */
export function ContactPage() {
  return (
    <ActPage title={says.title} verb="contact" list="/requests">
      {(view, done) => <ContactForm view={view} onDone={done} />}
    </ActPage>
  )
}

function ContactForm({ view, onDone }: Props) {
  const [mechanism, setMechanism] = useState<ContactMechanism | null>(null)
  const [when, setWhen] = useState<'now' | 'earlier'>('now')
  const now = useNow()
  const [typed, setTyped] = useState({ day: dayOf(now), clock: '' })
  const [said, setSaid] = useState('')
  const act = useAct()
  useUnsavedWork(said !== '')

  const send = () => {
    const time = when === 'now' ? { at: justNow(), problem: null } : chosenPast(typed.day, typed.clock, Date.now())
    void act.attempt(problemsOf(mechanism, time.problem), async () => {
      if (mechanism === null || time.at === null) return
      const body = { mechanism, spoke_at: time.at, words: said.trim() }
      await recordContact(view.id, act.idFor(body), body)
    }).then((isDone) => isDone && onDone())
  }
  return (
    <WorkerForm act={act} onSend={send} send={says.send} sending={says.sending}>
      <Radios
        name="mechanism" legend={says.how} isLargeLegend value={mechanism} onChange={setMechanism} error={act.problemOf('mechanism')}
        options={order.map((code) => ({ value: code, label: mechanisms[code] }))}
      />
      <ChoiceButtons
        name="when" legend={says.when} isLargeLegend isRow value={when} onChange={setWhen}
        options={[{ value: 'now', label: says.justNow }, { value: 'earlier', label: says.earlier }]}
      />
      {when === 'earlier' && (
        <DayAndTime
          {...typed} dayLabel={says.day} clockLabel={says.clock} onChange={(some) => setTyped({ ...typed, ...some })}
          error={act.problemOf('day') ?? act.problemOf('spoke_at')} max={dayOf(now)}
        />
      )}
      <TextArea
        name="words" label={says.words} hint={says.hint(view.person.preferred_name)} rows={4} limit={longestWords}
        value={said} onInput={setSaid} error={act.problemOf('words')}
      />
    </WorkerForm>
  )
}

/** To the minute: pressing the button again is then the same act. */
const justNow = () => iso(Math.floor(Date.now() / minute) * minute)

function problemsOf(mechanism: ContactMechanism | null, time: 'missing' | 'future' | null): FormError[] {
  return [
    ...(mechanism === null ? [{ field: 'mechanism', words: says.howMissing }] : []),
    ...(time === null ? [] : [{ field: 'day', words: says.timeProblems[time] }]),
  ]
}
