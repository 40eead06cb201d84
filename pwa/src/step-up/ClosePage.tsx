import { useState } from 'preact/hooks'
import type { ClosingReason, StepUpView } from '../shared/api-types'
import { useUnsavedWork } from '../shared/unsaved'
import { LinkButton, Radios, TextArea, WarningCallout, type FormError } from '../shared/ui'
import { ActPage } from './ActPage'
import { closeStepUp } from './api'
import { longestWords } from './limits'
import { optionsOf } from './options'
import { useAct } from './use-act'
import { words } from './worker-words'
import { WorkerForm } from './WorkerForm'

type Props = { view: StepUpView; onDone: () => void }
const says = words.close

/** The end of a request, once somebody has been in touch or the person said that it is no longer needed. */
export function ClosePage() {
  return (
    <ActPage title={says.title} verb="close" list="/requests">
      {(view, done) => (view.may.close.reason === null ? <CloseForm view={view} onDone={done} /> : <WithoutContact view={view} onDone={done} />)}
    </ActPage>
  )
}

/** Nobody has been in touch: says so first, and takes only her own word for it that it is over. */
function WithoutContact({ view, onDone }: Props) {
  return (
    <>
      <WarningCallout heading={says.noContact}>
        <p>{view.may.close.reason}</p>
        <LinkButton href={`/requests/${view.id}/contact`}>{says.recordContact}</LinkButton>
      </WarningCallout>
      <h2 class="nhsuk-heading-m">{says.onlyNoLonger(view.person.preferred_name)}</h2>
      <CloseForm view={view} onDone={onDone} isWithoutContact />
    </>
  )
}

function CloseForm({ view, onDone, isWithoutContact = false }: Props & { isWithoutContact?: boolean }) {
  const [reason, setReason] = useState<ClosingReason | null>(isWithoutContact ? 'no_longer_needed' : null)
  const [said, setSaid] = useState('')
  const act = useAct()
  useUnsavedWork(said !== '')
  const name = view.person.preferred_name
  const send = () => {
    void act.attempt(problemsOf(reason, said, isWithoutContact), async () => {
      if (reason === null) return
      const body = { reason, words: said.trim() }
      await closeStepUp(view.id, act.idFor(body), body)
    }).then((isDone) => isDone && onDone())
  }
  return (
    <WorkerForm act={act} onSend={send} send={says.send} sending={says.sending}>
      {!isWithoutContact && (
        <Radios
          name="reason" legend={says.why} isLargeLegend value={reason} onChange={setReason}
          options={optionsOf(says.reasons)} error={act.problemOf('reason')}
        />
      )}
      <TextArea
        name="words" rows={4} limit={longestWords} value={said} onInput={setSaid} error={act.problemOf('words')}
        label={isWithoutContact ? says.howSaid(name) : says.words(name)}
        {...(isWithoutContact ? { hint: says.howSaidHint(name) } : {})}
      />
      <p>{says.reopen(name)}</p>
    </WorkerForm>
  )
}

/** The service asks for three letters at least about how she said so. */
const fewestLetters = 3

function problemsOf(reason: ClosingReason | null, said: string, isWithoutContact: boolean): FormError[] {
  if (reason === null) return [{ field: 'reason', words: says.missing }]
  return isWithoutContact && said.trim().length < fewestLetters ? [{ field: 'words', words: says.howSaidMissing }] : []
}
