import { useState } from 'preact/hooks'
import type { OtherDay, TeamHours } from '../shared/api-types'
import { sayHour } from '../shared/times'
import { useSending } from '../shared/use-sending'
import { Button, Failed } from '../shared/ui'
import { forgetDay } from './api'
import { DayForm } from './DayForm'
import { sayFullDay } from './say'
import { hours as words } from './lead-words'
import { words as common } from './words'

type Props = { teamId: string; hours: TeamHours; day: string | null; onDone: (said: string) => void }

/** Days with other hours, or closed: the list, taking one back, and adding one. */
export function OtherDays({ teamId, hours: { days, may_change: mayChange }, day, onDone }: Props) {
  const [isOpen, setIsOpen] = useState(day !== null)
  const finish = (said: string) => {
    setIsOpen(false)
    onDone(said)
  }
  return (
    <section>
      <h2 class="nhsuk-heading-m">{words.daysHeading}</h2>
      {days.length === 0 && <p>{words.daysNone}</p>}
      <ul class="wm-rota-turns">
        {days.map((one) => <One key={one.on} teamId={teamId} day={one} mayChange={mayChange} onDone={finish} />)}
      </ul>
      {mayChange && !isOpen && <Button kind="secondary" onClick={() => setIsOpen(true)}>{words.dayAdd}</Button>}
      {mayChange && isOpen && <DayForm teamId={teamId} on={day ?? ''} onDone={finish} onStop={() => setIsOpen(false)} />}
    </section>
  )
}

function sayDayHours({ spans }: OtherDay): string {
  return spans.length === 0 ? words.dayClosed : common.list(spans.map(({ opens, closes }) => common.range(sayHour(opens), sayHour(closes))))
}

function One({ teamId, day, mayChange, onDone }: { teamId: string; day: OtherDay; mayChange: boolean; onDone: (said: string) => void }) {
  const { isSending, error, send } = useSending()
  const takeBack = () => void send(() => forgetDay(teamId, day.on)).then((isDone) => isDone && onDone(words.dayTookBack))
  return (
    <li>
      <p class="wm-rota-turns__what">{sayFullDay(day.on)}: {sayDayHours(day)}. {day.words !== '' && `(${day.words})`}</p>
      {error !== null && <Failed what={words.dayFailed} error={error} />}
      {mayChange && (
        <Button kind="quiet" isBusy={isSending} busyWords={common.takingBack} onClick={takeBack} label={words.takeBackDay(sayFullDay(day.on))}>{words.usualAgain}</Button>
      )}
    </li>
  )
}
