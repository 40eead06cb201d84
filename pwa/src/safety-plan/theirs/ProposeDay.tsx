import { useState } from 'preact/hooks'
import type { SafetyPlan } from '../../shared/api-types'
import { newId } from '../../shared/ids'
import { dayOf } from '../../shared/times'
import { Banner, Button, Details, Failed, Form, TextInput } from '../../shared/ui'
import { useNow } from '../../shared/use-now'
import { useSending } from '../../shared/use-sending'
import { putAgreement } from './api'
import { words } from './words'

type Props = { plan: SafetyPlan; onNew: () => Promise<void> }
const day = 24 * 60 * 60_000

/** A worker says yes to the plan as they see it, and proposes when to look at it again. */
export function ProposeDay({ plan: { record_id: recordId, person_name: name }, onNew }: Props) {
  const now = useNow()
  const [chosen, setChosen] = useState('')
  // One proposal for each day that is chosen: trying again never makes a second one.
  const [id, setId] = useState(newId)
  const [isMissing, setIsMissing] = useState(false)
  const [isDone, setIsDone] = useState(false)
  const sending = useSending()
  const choose = (value: string) => {
    setChosen(value)
    setId(newId())
    setIsDone(false)
  }
  const propose = () => {
    setIsMissing(chosen === '')
    if (chosen === '') return
    void sending.send(async () => putAgreement(recordId, id, { proposal_id: id, review_on: chosen })).then((isSent) => {
      if (!isSent) return
      choose('')
      setIsDone(true)
      void onNew()
    })
  }
  return (
    <Details summary={words.propose}>
      <div role="status">{isDone && <Banner kind="good">{words.proposed(name)}</Banner>}</div>
      <Form onSend={propose} label={words.propose}>
        {sending.error !== null && <Failed what={words.proposeFailed} error={sending.error} safe={words.stillHere} />}
        <p>{words.proposeHint(name)}</p>
        <TextInput
          name="review-on" label={words.day} hint={words.dayHint} type="date" value={chosen} onInput={choose}
          min={dayOf(now + day)} max={dayOf(now + 365 * day)} error={isMissing ? words.dayMissing : sending.fieldError('review_on')}
        />
        <Button type="submit" isBusy={sending.isSending} busyWords={words.sending}>{words.proposeSend}</Button>
      </Form>
    </Details>
  )
}
