import { useState } from 'preact/hooks'
import type { TeamHours } from '../shared/api-types'
import { useUnsavedWork } from '../shared/unsaved'
import { useSending } from '../shared/use-sending'
import { Button, ButtonGroup, Checkbox, ErrorSummary, Failed, Form, WarningCallout } from '../shared/ui'
import { putHours, readHours } from './api'
import { DayHours } from './DayHours'
import { isSameWeek, spansOfWeek, typedFrom, wrongIn } from './hours'
import { hours as words } from './lead-words'
import { ReadOnlyHours } from './ReadOnlyHours'
import { words as common } from './words'

type Props = { teamId: string; saved: TeamHours; onDone: (said: string) => void }

/** The week as fields, day by day. */
export function WeekHours({ teamId, saved, onDone }: Props) {
  const [read, setRead] = useState(saved)
  const [week, setWeek] = useState(() => typedFrom(saved.spans))
  const [keeps, setKeeps] = useState(saved.keeps_bank_holidays)
  const [wrong, setWrong] = useState(new Map<number, string>())
  const [newer, setNewer] = useState<TeamHours | null>(null)
  const sending = useSending()
  const mine = { ...read, spans: spansOfWeek(week), keeps_bank_holidays: keeps }
  useUnsavedWork(!isSameWeek(mine, read))

  const show = (hours: TeamHours) => {
    setRead(hours)
    setWeek(typedFrom(hours.spans))
    setKeeps(hours.keeps_bank_holidays)
    setNewer(null)
  }
  const save = (known: TeamHours) => {
    const found = wrongIn(week)
    setWrong(found)
    if (found.size > 0) return
    void sending.send(async () => {
      // The whole week is written at once: a colleague's change since it was read must not be lost unseen.
      const now = await readHours(teamId)
      if (!isSameWeek(now, known)) {
        setNewer(now)
        return
      }
      await putHours(teamId, { spans: mine.spans, keeps_bank_holidays: keeps })
      setNewer(null)
      setRead(mine)
      onDone(words.saved)
    })
  }
  return (
    <Form onSend={() => save(read)}>
      <ErrorSummary errors={[...wrong].map(([weekday, said]) => ({ field: `opens-${weekday}-0`, words: `${common.weekdays[weekday] ?? ''}: ${said}` }))} />
      {newer !== null && (
        <WarningCallout heading={words.changedHeading}>
          <p>{words.changedNow}</p>
          <ReadOnlyHours hours={newer} />
          <ButtonGroup>
            <Button isBusy={sending.isSending} onClick={() => save(newer)}>{words.changedMine}</Button>
            <Button kind="secondary" onClick={() => show(newer)}>{words.changedTheirs}</Button>
          </ButtonGroup>
        </WarningCallout>
      )}
      {sending.error !== null && <Failed what={words.failed} error={sending.error} safe={common.stillHere} />}
      <p class="nhsuk-hint">{words.hint}</p>
      <div class="wm-rota-hours">
        {week.map((spans, weekday) => (
          <DayHours
            key={weekday} weekday={weekday} spans={spans} before={week[weekday - 1] ?? null} error={wrong.get(weekday)}
            onChange={(next) => setWeek(week.map((one, number) => (number === weekday ? next : one)))}
          />
        ))}
      </div>
      <Checkbox name="keeps-holidays" label={words.keeps} hint={words.keepsHint} isChecked={keeps} onChange={setKeeps} />
      {newer === null && <ButtonGroup><Button type="submit" isBusy={sending.isSending} busyWords={common.saving}>{words.save}</Button></ButtonGroup>}
    </Form>
  )
}
