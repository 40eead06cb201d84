import { useEffect, useRef, useState } from 'preact/hooks'
import { useMe } from '../shared/session'
import type { CaseloadPerson, WorkerTeam } from '../shared/api-types'
import { Button, ButtonGroup, ErrorSummary, Form, Select, wordsFor } from '../shared/ui'
import { useSending } from '../shared/use-sending'
import { setKeyWorker } from './api'
import { words } from './words'

type Props = { row: CaseloadPerson; team: WorkerTeam; onDone: (row: CaseloadPerson) => void; onStop: () => void }

/** Hands one person over to a colleague of the same team. */
export function ChangeKeyWorker({ row, team, onDone, onStop }: Props) {
  const { account_id } = useMe()
  const [chosen, setChosen] = useState(row.key_worker?.account_id ?? team.members[0]?.account_id ?? '')
  const { isSending, error, fieldError, send } = useSending()
  const field = `key-worker-${row.record_id}`
  const place = useFocusWhenShown(field)

  const save = () => void send(async () => onDone({ ...row, key_worker: await setKeyWorker(row.record_id, chosen) }))
  const refused = fieldError('account_id')
  const options = team.members.map(({ account_id: value, name }) => ({ value, label: value === account_id ? words.you(name) : name }))
  return (
    <div ref={place}>
      <Form onSend={save} label={words.changeLabel(row.preferred_name)}>
        <ErrorSummary errors={error === null ? [] : [{ field, words: refused ?? wordsFor(error) }]} />
        <Select name={field} label={words.changeWho(row.preferred_name)} hint={words.changeHint} value={chosen} onChange={setChosen} options={options} error={refused} />
        <ButtonGroup>
          <Button type="submit" isBusy={isSending} busyWords={words.saving}>{words.save}</Button>
          <Button kind="quiet" onClick={onStop}>{words.keep}</Button>
        </ButtonGroup>
      </Form>
    </div>
  )
}

/** The button that opened this is gone: the focus goes on to the field. */
function useFocusWhenShown(field: string) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => place.current?.querySelector<HTMLElement>(`[id="${field}"]`)?.focus(), [field])
  return place
}
