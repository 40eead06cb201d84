import { useState } from 'preact/hooks'
import { ApiError } from '../shared/api'
import type { HandOverDone, Holdings } from '../shared/api-types'
import { newId } from '../shared/ids'
import { Button, Checkbox, Failed, Form, Select } from '../shared/ui'
import { useUnsavedWork } from '../shared/unsaved'
import { useSending } from '../shared/use-sending'
import { putHandOver } from './api'
import { asked, emptyPlan, holdsNothing, isGone, preview, refusedBecause, type Plan } from './rules'
import { Things } from './Things'
import { words } from './words'

type Props = { held: Holdings; onDone: (done: HandOverDone) => void; onChanged: () => void }

/** Who takes what, beside what will happen then. */
export function HandOverForm({ held, onDone, onChanged }: Props) {
  const [plan, setPlan] = useState<Plan>(emptyPlan)
  const [id, setId] = useState(newId)
  const sending = useSending()
  useUnsavedWork(plan !== emptyPlan)
  const change = (next: Partial<Plan>) => {
    setPlan({ ...plan, ...next })
    // Another content is another act.
    setId(newId())
    sending.forget()
  }
  const refused = refusedBecause(held, plan)
  const send = () => {
    if (refused !== null) return
    void sending.send(async () => onDone(await putHandOver(held.team_id, id, asked(held, plan))))
  }
  const isOld = sending.error instanceof ApiError && sending.error.code === 'hand_over.changed'
  return (
    <Form onSend={send} label={words.windowTitle}>
      <p>{isGone(held) ? words.introGone(held.name, held.team_name) : words.intro(held.team_name)}</p>
      {holdsNothing(held) && <p>{words.nothing}</p>}
      <div class="wm-hand">
        <div class="wm-hand__choices">
          <First held={held} plan={plan} onChange={change} />
          <Things held={held} plan={plan} onChoose={(one, choice) => change({ each: { ...plan.each, [one]: choice } })} />
        </div>
        <section class="wm-hand__preview" aria-label={words.previewHeading}>
          <h2 class="nhsuk-heading-m">{words.previewHeading}</h2>
          <Preview sentences={preview(held, plan)} />
        </section>
      </div>
      {sending.error !== null && <Failed what="hand this over" error={sending.error} safe={words.safe} />}
      {isOld
        ? <Button kind="secondary" onClick={() => { sending.forget(); onChanged() }}>{words.changed}</Button>
        : <Button type="submit" refusedBecause={refused} isBusy={sending.isSending} busyWords={words.sending}>{plan.leaves ? words.sendAndLeave(held.name) : words.send}</Button>}
    </Form>
  )
}

function First({ held, plan, onChange }: { held: Holdings; plan: Plan; onChange: (next: Partial<Plan>) => void }) {
  const options = [{ value: '', label: words.nobodyYet }, ...held.colleagues.map(({ account_id: value, name, is_away: isAway }) => ({ value, label: isAway ? words.away(name) : name }))]
  return (
    <>
      {!isGone(held) && (
        <Checkbox
          name="leaves" label={words.leavesLabel(held.name, held.team_name)} hint={words.leavesHint} isChecked={plan.leaves}
          onChange={(leaves) => onChange({ leaves })}
        />
      )}
      {held.colleagues.length === 0
        ? <p>{words.noColleague}</p>
        : <Select name="all" label={words.allLabel} hint={words.allHint} value={plan.all} onChange={(all) => onChange({ all })} options={options} />}
    </>
  )
}

/** Changes as one chooses; read out when it has come to rest. */
function Preview({ sentences }: { sentences: readonly string[] }) {
  return (
    <div role="status">
      {sentences.length === 0 ? <p>{words.previewNone}</p> : <ul class="nhsuk-list nhsuk-list--bullet">{sentences.map((one) => <li key={one}>{one}</li>)}</ul>}
    </div>
  )
}
