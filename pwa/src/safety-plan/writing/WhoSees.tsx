import { useState } from 'preact/hooks'
import type { PlanAudience, PlanSection, SafetyPlan } from '../../shared/api-types'
import type { Resource } from '../../shared/use-resource'
import { Button, Details, Failed, Form, Radios } from '../../shared/ui'
import { useSending } from '../../shared/use-sending'
import { putAudience } from '../api'
import { words } from './words'

const audiences: readonly PlanAudience[] = ['shared', 'team', 'mine']

/** Who of those that see her plan sees this section. It counts as soon as it is saved. */
export function WhoSees({ plan, section: { heading, audience } }: { plan: Resource<SafetyPlan>; section: PlanSection }) {
  const [chosen, setChosen] = useState<PlanAudience | null>(null)
  const [isSaved, setIsSaved] = useState(false)
  const sending = useSending()
  const now = audience ?? 'shared'
  const save = () => void sending.send(async () => {
    plan.set(await putAudience(heading, chosen ?? now))
    setIsSaved(true)
  })
  const choose = (value: PlanAudience) => {
    setChosen(value)
    setIsSaved(false)
  }
  return (
    <Details summary={words.whoSees(now)}>
      <Form onSend={save} label={words.whoLegend}>
        {sending.error !== null && <Failed what={words.notDone} error={sending.error} />}
        <Radios
          name="audience" legend={words.whoLegend} value={chosen ?? now} onChange={choose}
          options={audiences.map((value) => ({ value, label: words.audience(value), hint: words.whoHints[value] }))}
        />
        <Button type="submit" kind="secondary" isBusy={sending.isSending} busyWords={words.saving}>{words.whoSave}</Button>
        <p role="status">{isSaved && words.whoSaved}</p>
      </Form>
      <p><a class="wm-plan-link" href="/people">{words.whoThatIs}</a></p>
    </Details>
  )
}
