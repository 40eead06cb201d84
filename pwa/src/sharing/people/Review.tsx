import { useState } from 'preact/hooks'
import type { TrustedPerson } from '../../shared/api-types'
import { dayOf, instantAt } from '../../shared/times'
import { Button, Details, ErrorSummary, Form, Radios, TextInput, WarningCallout, When, type FormError } from '../../shared/ui'
import { useSending } from '../../shared/use-sending'
import { monthsAfter } from '../terms'
import { errorsOf } from '../trouble'
import { markReviewed } from './api'
import { words } from './one-words'

type Props = { person: TrustedPerson; onReviewed: (person: TrustedPerson) => void; isDue: boolean }

/** "Still right?", when it is time; else when we shall ask, and another time instead. */
export function Review({ person, onReviewed, isDue }: Props) {
  if (isDue) {
    return (
      <WarningCallout heading={words.reviewTitle}>
        <p>{words.reviewBody}</p>
        <AskAgain person={person} onReviewed={onReviewed} button={words.reviewYes} />
      </WarningCallout>
    )
  }
  return (
    <>
      <p role="status">{words.reviewOn} <When at={person.review_at} as="day" />.</p>
      <Details summary={words.reviewLater}><AskAgain person={person} onReviewed={onReviewed} button={words.reviewSave} /></Details>
    </>
  )
}

type Later = keyof typeof words.reviewOptions
const laters = (['1', '3', '6', 'date'] as const).map((value) => ({ value, label: words.reviewOptions[value] }))

function AskAgain({ person, onReviewed, button }: Omit<Props, 'isDue'> & { button: string }) {
  const [later, setLater] = useState<`${Later}`>('6')
  const [day, setDay] = useState('')
  const [gaps, setGaps] = useState<FormError[]>([])
  const { isSending, error, send, forget } = useSending()
  const save = () => {
    const today = dayOf(Date.now())
    const isMissing = later === 'date' && day <= today
    setGaps(isMissing ? [{ field: 'review_day', words: words.reviewDayMissing }] : [])
    if (isMissing) { forget(); return; }
    const on = later === 'date' ? day : monthsAfter(today, Number(later))
    void send(async () => onReviewed(await markReviewed(person.id, instantAt(on, '09:00'))))
  }
  return (
    <Form onSend={save}>
      <ErrorSummary errors={gaps.length > 0 ? gaps : errorsOf(error)} />
      <Radios name="review" legend={words.reviewWhen} value={later} onChange={setLater} options={laters} />
      {later === 'date' && (
        <div class="wm-under-choice">
          <TextInput type="date" width={10} name="review_day" label={words.reviewDay} value={day} onInput={setDay} error={gaps[0]?.words} />
        </div>
      )}
      <Button type="submit" kind="secondary" isBusy={isSending} busyWords={words.reviewBusy}>{button}</Button>
    </Form>
  )
}
