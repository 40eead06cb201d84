import { useState } from 'preact/hooks'
import type { StepUpView } from '../shared/api-types'
import { useUnsavedWork } from '../shared/unsaved'
import { TextArea } from '../shared/ui'
import { ActPage } from './ActPage'
import { agreePlan } from './api'
import { longestWords } from './limits'
import { lastOf } from './rules'
import { useAct } from './use-act'
import { words } from './worker-words'
import { WorkerForm } from './WorkerForm'

const says = words.plan

/** What the person and the worker agreed to do next. */
export function PlanPage() {
  return (
    <ActPage title={says.title} verb="plan" list="/requests">
      {(view, done) => <PlanForm view={view} onDone={done} />}
    </ActPage>
  )
}

function PlanForm({ view, onDone }: { view: StepUpView; onDone: () => void }) {
  const before = lastOf(view, 'plan_agreed')?.words ?? ''
  const [said, setSaid] = useState(before)
  const act = useAct()
  useUnsavedWork(said !== before)
  const name = view.person.preferred_name
  const send = () => {
    const body = { words: said.trim() }
    const found = body.words === '' ? [{ field: 'words', words: says.missing }] : []
    void act.attempt(found, () => agreePlan(view.id, act.idFor(body), body)).then((isDone) => isDone && onDone())
  }
  return (
    <WorkerForm act={act} onSend={send} send={says.send} sending={says.sending}>
      <TextArea
        name="words" label={says.label(name)} hint={says.hint(name)} isLargeLabel rows={8} limit={longestWords}
        value={said} onInput={setSaid} error={act.problemOf('words')}
      />
    </WorkerForm>
  )
}
