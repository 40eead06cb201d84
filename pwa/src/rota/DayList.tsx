import type { RotaDay } from '../shared/api-types'
import { daysUntil, sayDay } from '../shared/times'
import { Button } from '../shared/ui'
import { desks } from './cell'
import { Entries, sayOpening } from './Entries'
import { sayDesk, sayFullDay } from './say'
import type { ViewProps } from './WeekTable'
import { words } from './week-words'

/** On a phone: one day below the other. */
export function DayList({ week, now, onOpen }: ViewProps) {
  return <>{week.days.map((day) => <OneDay key={day.on} day={day} now={now} onOpen={() => onOpen({ on: day.on, desk: null })} />)}</>
}

function OneDay({ day, now, onOpen }: { day: RotaDay; now: number; onOpen: () => void }) {
  const isNear = [0, 1].includes(daysUntil(day.on, now))
  const name = isNear ? `${capital(sayDay(day.on, now))}, ${sayFullDay(day.on)}` : sayFullDay(day.on)
  return (
    <section class="wm-rota-day">
      <h3 class="nhsuk-heading-s wm-rota-day__name">{name}</h3>
      <p class="wm-rota-day__open">{sayOpening(day)}</p>
      {(day.opening.length > 0 || day.turns.length > 0) && (
        <dl class="wm-rota-day__desks">
          {desks.map((desk) => (
            <div key={desk} class="wm-rota-day__desk">
              <dt>{sayDesk(desk)}</dt>
              <dd><Entries day={day} desk={desk} /></dd>
            </div>
          ))}
        </dl>
      )}
      <Button kind="quiet" onClick={onOpen} label={words.whatToDoOn(name)}>{words.whatToDo}</Button>
    </section>
  )
}

const capital = (said: string) => `${said.slice(0, 1).toUpperCase()}${said.slice(1)}`
