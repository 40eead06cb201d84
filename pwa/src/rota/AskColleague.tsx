import { useEffect, useRef, useState } from 'preact/hooks'
import type { MyShifts, MyTurn } from '../shared/api-types'
import { useRetryId } from '../shared/use-retry-id'
import { useSending } from '../shared/use-sending'
import { Button, ButtonGroup, ErrorSummary, Failed, Form, Select } from '../shared/ui'
import { putSwap } from './api'
import { sayWhole } from './say'
import { words } from './mine-words'
import { words as common } from './words'

type Props = { turn: MyTurn; mine: MyShifts; now: number; onDone: (said: string) => void; onStop: () => void }

/** Asks one colleague to take a whole turn. It stays mine until they say yes. */
export function AskColleague({ turn, mine, now, onDone, onStop }: Props) {
  const others = mine.colleagues.filter(({ team_id: id, account_id: who }) => id === turn.team_id && who !== turn.account_id)
  const [to, setTo] = useState('')
  const [isMissing, setIsMissing] = useState(false)
  const sending = useSending()
  const retry = useRetryId()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => place.current?.querySelector('select')?.focus(), [])

  const ask = () => {
    setIsMissing(to === '')
    if (to === '') return
    const swap = { team_id: turn.team_id, desk: turn.desk, from_at: turn.begins, until_at: turn.ends, to_account_id: to }
    const name = others.find(({ account_id: who }) => who === to)?.name ?? ''
    void sending.send(() => putSwap(retry.of(swap), swap)).then((isDone) => isDone && onDone(words.asked(name)))
  }
  const refused = sending.fieldError('to_account_id')
  if (others.length === 0) return <p>{words.askNobody}</p>
  return (
    <div ref={place}>
      <Form onSend={ask} label={words.askLabel(sayWhole(turn, now))}>
        <ErrorSummary errors={isMissing ? [{ field: 'swap-to', words: words.askMissing }] : []} />
        {sending.error !== null && <Failed what={words.askFailed} error={sending.error} />}
        <Select
          name="swap-to" label={words.askWho} hint={words.askHint} value={to} onChange={setTo} error={isMissing ? words.askMissing : refused}
          options={[{ value: '', label: words.askChoose }, ...others.map(({ account_id: value, name: label }) => ({ value, label }))]}
        />
        <ButtonGroup>
          <Button type="submit" isBusy={sending.isSending} busyWords={words.asking}>{words.askSend}</Button>
          <Button kind="quiet" onClick={onStop}>{common.keep}</Button>
        </ButtonGroup>
      </Form>
    </div>
  )
}
