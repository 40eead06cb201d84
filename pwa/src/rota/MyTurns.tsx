import { useState } from 'preact/hooks'
import type { MyTurn } from '../shared/api-types'
import { dayOf, sayDay } from '../shared/times'
import { Button } from '../shared/ui'
import { AskColleague } from './AskColleague'
import { turnKey } from './links'
import type { PartProps } from './mine-part'
import { sayDesk, sayHow, saySpan } from './say'
import { words } from './mine-words'

/** My turns of the next four weeks, day by day. */
export function MyTurns({ mine, now, onDone, asked }: PartProps & { asked: string | null }) {
  const [open, setOpen] = useState(asked)
  const days = [...new Set(mine.turns.map(({ begins }) => dayOf(begins)))]
  const teams = new Set(mine.turns.map(({ team_id: id }) => id)).size
  const finish = (said: string) => {
    setOpen(null)
    onDone(said)
  }
  return (
    <section>
      <h2 class="nhsuk-heading-m">{words.turnsHeading}</h2>
      {days.length === 0 && <p>{words.none} {words.noneStep}</p>}
      {days.map((day) => (
        <div key={day} class="wm-rota-day">
          <h3 class="nhsuk-heading-s wm-rota-day__name">{capital(sayDay(day, now))}</h3>
          <ul class="wm-rota-turns">
            {mine.turns.filter(({ begins }) => dayOf(begins) === day).map((turn) => {
              const key = turnKey(turn)
              return (
                <OneTurn
                  key={key} turn={turn} mine={mine} hasTeams={teams > 1} now={now} isOpen={open === key}
                  onOpen={() => setOpen(key)} onStop={() => setOpen(null)} onDone={finish}
                />
              )
            })}
          </ul>
        </div>
      ))}
    </section>
  )
}

const capital = (said: string) => `${said.slice(0, 1).toUpperCase()}${said.slice(1)}`

type OneProps = Omit<PartProps, 'onDone'> & {
  turn: MyTurn; hasTeams: boolean; isOpen: boolean; onOpen: () => void; onStop: () => void; onDone: (said: string) => void
}

function OneTurn({ turn, mine, hasTeams, now, isOpen, onOpen, onStop, onDone }: OneProps) {
  const said = words.turn(sayDesk(turn.desk), saySpan(turn, dayOf(turn.begins)), hasTeams ? turn.team_name : null)
  const how = sayHow(turn)
  const waiting = mine.swaps.find((swap) => swap.is_mine && swap.answer === null && swap.desk === turn.desk && swap.from_at === turn.begins)
  return (
    <li>
      <p class="wm-rota-turns__what">{said}{how !== null && `, ${how}`}.</p>
      {waiting !== undefined && <p class="wm-rota-turns__more">{words.waits(waiting.to.name)}</p>}
      {waiting === undefined && isOpen && <AskColleague turn={turn} mine={mine} now={now} onDone={onDone} onStop={onStop} />}
      {waiting === undefined && !isOpen && <Button kind="quiet" onClick={onOpen} label={words.askLabel(`${sayDay(turn.begins, now)}, ${said}`)}>{words.ask}</Button>}
    </li>
  )
}
