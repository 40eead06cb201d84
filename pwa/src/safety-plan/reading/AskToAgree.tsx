import { useState } from 'preact/hooks'
import type { Id, SafetyPlan } from '../../shared/api-types'
import { dayOf, sayDate } from '../../shared/times'
import { Button, Failed, Form, Radios, TextInput } from '../../shared/ui'
import { useNow } from '../../shared/use-now'
import { useRetryId } from '../../shared/use-retry-id'
import { useSending } from '../../shared/use-sending'
import { putYes } from './api'
import { words } from './agree-words'
import { monthsOn } from './review-days'

type When = '1' | '3' | '6' | 'date'
type Props = { recordId: Id; onDone: (plan: SafetyPlan) => void }
type Missing = { when?: string; date?: string }

/** Her yes to the plan as it stands, with a day to look at it again. Asking is a new proposal, always. */
export function AskToAgree({ recordId, onDone }: Props) {
  const [when, setWhen] = useState<When | null>(null)
  const [date, setDate] = useState('')
  const [missing, setMissing] = useState<Missing>({})
  const sending = useSending()
  const today = dayOf(useNow())
  const propose = useProposal(recordId)
  const ask = () => {
    const lacks: Missing = when === null ? { when: words.whenMissing } : when === 'date' && date === '' ? { date: words.dateMissing } : {}
    setMissing(lacks)
    if (when === null || Object.keys(lacks).length > 0) return
    void sending.send(async () => onDone(await propose(when === 'date' ? date : monthsOn(today, Number(when)))))
  }
  const months = ([1, 3, 6] as const).map((count) => ({ value: String(count) as When, label: words.inMonths[count], hint: sayDate(monthsOn(today, count)) }))
  return (
    <Form onSend={ask}>
      <Radios name="when" legend={words.when} value={when} onChange={setWhen} error={missing.when} options={[...months, { value: 'date', label: words.date }]} />
      {when === 'date' && (
        <TextInput
          name="date"
          type="date"
          label={words.dateLabel}
          hint={words.dateHint}
          value={date}
          onInput={setDate}
          min={today}
          max={monthsOn(today, 12)}
          error={missing.date ?? sending.fieldError('review_on')}
        />
      )}
      {sending.error !== null && <Failed what={words.failedAsk} error={sending.error} />}
      <Button type="submit" isBusy={sending.isSending} busyWords={words.asking}>{words.ask}</Button>
    </Form>
  )
}

/** The same day asked for again after no signal is the same proposal. */
function useProposal(recordId: Id) {
  const retry = useRetryId()
  return async (day: string): Promise<SafetyPlan> => {
    const id = retry.of(day)
    const plan = await putYes(recordId, id, { proposal_id: id, review_on: day })
    retry.done()
    return plan
  }
}
