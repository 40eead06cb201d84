import { useEffect, useRef, useState } from 'preact/hooks'
import { ApiError } from '../shared/api'
import type { Arrival, WorkerTeam } from '../shared/api-types'
import { useMe } from '../shared/session'
import { Button, ButtonGroup, ErrorSummary, Form, Radios, Select, When, wordsFor, type FormError } from '../shared/ui'
import { useSending } from '../shared/use-sending'
import { decideArrival, type ArrivalDecision, type IdentityCheck } from './api'
import { words } from './worker-words'

type Props = { arrival: Arrival; team: WorkerTeam | null; onSettled: (said: string) => Promise<void> }

/** Somebody who waits, and the two things that can be said about them. Each asks once more, in place. */
export function ArrivalRow({ arrival, team, onSettled }: Props) {
  const { preferred_name: name, provider, invited_by, at } = arrival
  const [asking, setAsking] = useState<'confirm' | 'refuse' | null>(null)
  const parts = { arrival, team, onSettled, onStop: () => setAsking(null) }
  return (
    <li class="wm-arrivals__item">
      <p><strong>{name}</strong></p>
      <p class="wm-arrivals__facts">{words.since(provider.name, invited_by)} <When at={at} />.</p>
      {asking === null && (
        <ButtonGroup>
          <Button kind="secondary" onClick={() => setAsking('confirm')} label={words.confirmLabel(name)}>{words.confirm}</Button>
          <Button kind="quiet" onClick={() => setAsking('refuse')} label={words.refuseLabel(name)}>{words.refuse}</Button>
        </ButtonGroup>
      )}
      {asking === 'confirm' && <Confirm {...parts} />}
      {asking === 'refuse' && <Refuse {...parts} />}
    </li>
  )
}

/** A colleague was quicker. */
const overtaken: readonly string[] = ['admission.already_decided', 'http.not_found']

type PartProps = Props & { onStop: () => void }

/** Tells the service, and what came of it. What a colleague has decided meanwhile is no trouble. */
function useDecision({ arrival, onSettled }: Props) {
  const { isSending, error, send, forget } = useSending()
  const decide = (decision: ArrivalDecision, said: string) => void send(async () => {
    try {
      await decideArrival(arrival.id, decision)
    } catch (refusal) {
      if (refusal instanceof ApiError && overtaken.includes(refusal.code)) { await onSettled(words.gone); return; }
      throw refusal
    }
    await onSettled(said)
  })
  return { isSending, decide, forget, errors: error === null ? [] : [{ words: wordsFor(error) }] }
}

function Confirm(props: PartProps) {
  const { arrival: { id, preferred_name: name, key_worker_id }, team, onStop } = props
  const { account_id } = useMe()
  const [check, setCheck] = useState<IdentityCheck | null>(null)
  const [worker, setWorker] = useState(key_worker_id)
  const [isMissing, setIsMissing] = useState(false)
  const { isSending, decide, errors, forget } = useDecision(props)
  const field = `how-${id}`
  const sendIt = () => {
    setIsMissing(check === null)
    if (check === null) forget()
    else decide({ decision: 'confirm', identity_check: check, key_worker_id: worker }, words.confirmed(name))
  }
  const gaps: FormError[] = isMissing && check === null ? [{ field, words: words.howMissing }] : errors
  const workers = (team?.members ?? []).map((one) => ({ value: one.account_id, label: one.account_id === account_id ? words.me(one.name) : one.name }))
  return (
    <Asked heading={words.confirmHeading(name)} body={words.confirmHow}>
      <Form onSend={sendIt}>
        <ErrorSummary errors={gaps} />
        <Radios name={field} legend={words.how} value={check} onChange={setCheck} options={checks} error={isMissing && check === null ? words.howMissing : undefined} />
        {workers.length > 0 && <Select name={`worker-${id}`} label={words.keyWorker} value={worker} onChange={setWorker} options={workers} />}
        <ButtonGroup>
          <Button type="submit" isBusy={isSending} busyWords={words.confirming}>{words.confirmYes}</Button>
          <Button kind="quiet" onClick={onStop}>{words.keep}</Button>
        </ButtonGroup>
      </Form>
    </Asked>
  )
}

const checks = (Object.keys(words.howOptions) as IdentityCheck[]).map((value) => ({ value, label: words.howOptions[value] }))

function Refuse(props: PartProps) {
  const { arrival: { preferred_name: name }, onStop } = props
  const { isSending, decide, errors } = useDecision(props)
  return (
    <Asked heading={words.refuseHeading(name)} body={words.refuseWhat}>
      <ErrorSummary errors={errors} />
      <ButtonGroup>
        <Button kind="secondary" onClick={() => decide({ decision: 'refuse' }, words.refused(name))} isBusy={isSending} busyWords={words.refusing}>{words.refuseYes}</Button>
        <Button kind="quiet" onClick={onStop}>{words.keep}</Button>
      </ButtonGroup>
    </Asked>
  )
}

/** What is asked takes the focus: the button that had it is gone. */
function Asked({ heading, body, children }: { heading: string; body: string; children: preact.ComponentChildren }) {
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  return (
    <div class="wm-arrivals__asked">
      <h3 class="nhsuk-heading-s wm-arrivals__title" ref={title} tabIndex={-1}>{heading}</h3>
      <p>{body}</p>
      {children}
    </div>
  )
}
