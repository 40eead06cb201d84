import { useState } from 'preact/hooks'
import type { PromiseHow, StepUpView } from '../shared/api-types'
import { useMe } from '../shared/session'
import { dayOf } from '../shared/times'
import { useUnsavedWork } from '../shared/unsaved'
import { useNow } from '../shared/use-now'
import { ChoiceButtons, Quote, TextArea } from '../shared/ui'
import { ActPage } from './ActPage'
import { acknowledgeStepUp } from './api'
import { longestWords } from './limits'
import { DayAndTime } from './DayAndTime'
import { optionsOf } from './options'
import { PleaseBeside } from './PleaseBeside'
import { chosenPromise, iso, longest, promiseChoices, type Choice, type ChosenTime } from './promise-times'
import { firstName } from './rules'
import { useAct } from './use-act'
import { words } from './worker-words'
import { WorkerForm } from './WorkerForm'

type Props = { view: StepUpView; onDone: () => void }
type By = Choice['key'] | 'choose'
const says = words.answer

/** A worker answers with a promise: by when, and how. */
export function AnswerPage() {
  return (
    <ActPage title={says.title} verb="acknowledge" list="/requests">
      {(view, done) => <><PleaseBeside person={view.person} /><AnswerForm view={view} onDone={done} /></>}
    </ActPage>
  )
}

function AnswerForm({ view, onDone }: Props) {
  const me = useMe()
  const now = useNow()
  const choices = promiseChoices(now)
  const [by, setBy] = useState<By | null>(null)
  const [typed, setTyped] = useState({ day: dayOf(now), clock: '' })
  const [how, setHow] = useState<PromiseHow>(view.reach_by)
  const [said, setSaid] = useState('')
  const act = useAct()
  useUnsavedWork(said !== '')
  const time = timeFor(by, typed, choices, now)
  const name = view.person.preferred_name

  const send = () => {
    const { at, problem } = timeFor(by, typed, promiseChoices(Date.now()), Date.now())
    const found = problem === null ? [] : [{ field: by === 'choose' ? 'day' : 'by_at', words: says.problems[problem] }]
    void act.attempt(found, async () => {
      if (at === null) return
      const body = { by_at: at, how, words: said.trim() }
      await acknowledgeStepUp(view.id, act.idFor(body), body)
    }).then((isDone) => isDone && onDone())
  }
  return (
    <WorkerForm act={act} onSend={send} send={says.send} sending={says.sending}>
      <p>{says.asked(name, view.reach_by, view.wants_to_hear)} {says.best(view.best_time)}</p>
      <ChoiceButtons
        name="by_at" legend={says.by} hint={says.byHint} isLargeLegend isRow value={by} onChange={setBy}
        options={byOptions(choices)} error={by === 'choose' ? undefined : act.problemOf('by_at')}
      />
      {by === 'choose' && (
        <DayAndTime
          {...typed} dayLabel={says.day} clockLabel={says.clock} onChange={(some) => setTyped({ ...typed, ...some })}
          error={act.problemOf('day') ?? act.problemOf('by_at')} min={dayOf(now)} max={dayOf(now + longest)}
        />
      )}
      <ChoiceButtons name="how" legend={says.how} isLargeLegend isRow value={how} onChange={setHow} options={optionsOf(words.how)} />
      <TextArea name="words" label={says.words(name)} rows={3} limit={longestWords} value={said} onInput={setSaid} error={act.problemOf('words')} />
      {time.at !== null && (
        <section class="wm-preview" aria-labelledby="preview">
          <h2 class="nhsuk-heading-s" id="preview">{says.preview(name)}</h2>
          <p class="wm-stand__headline">{says.promise(firstName(me.name), how, time.at)}</p>
          {said.trim() !== '' && <Quote words={said.trim()} by={me.name} />}
        </section>
      )}
    </WorkerForm>
  )
}

function byOptions(choices: Choice[]): { value: By; label: string; hint?: string }[] {
  const named = choices.map(({ key, at }) => (
    key === 'later' ? { value: key, label: says.later(at) } : { value: key, label: says[key], hint: says.at(at) }
  ))
  return [...named, { value: 'choose', label: says.choose }]
}

function timeFor(by: By | null, typed: { day: string; clock: string }, choices: Choice[], now: number): ChosenTime | { at: null; problem: 'none' } {
  if (by === null) return { at: null, problem: 'none' }
  if (by === 'choose') return chosenPromise(typed.day, typed.clock, now)
  const chosen = choices.find(({ key }) => key === by)
  return { at: chosen?.at ?? iso(now), problem: null }
}
