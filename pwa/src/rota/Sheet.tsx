import { useEffect, useRef } from 'preact/hooks'
import { useMe } from '../shared/session'
import type { Day, Desk, RotaDay, RotaWeek, Turn } from '../shared/api-types'
import { useSending } from '../shared/use-sending'
import { Button, Failed } from '../shared/ui'
import { takeBackOverride } from './api'
import { desks } from './cell'
import { Entries, sayOpening } from './Entries'
import { awayLink, hoursLink, mineLink, onceLink, turnKey } from './links'
import { sayDesk, sayFullDay, saySpan } from './say'
import { words } from './week-words'
import { words as common } from './words'

export type Opened = { on: Day; desk: Desk | null }
type Props = { opened: Opened; week: RotaWeek; now: number; onClose: () => void; onDone: (said: string) => void }

/** What one can do on a day, at one desk or at all: over the calendar, closed by Escape. */
export function Sheet({ opened: { on, desk }, week, now, onClose, onDone }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    dialog.current?.showModal()
    heading.current?.focus()
  }, [])
  const day = week.days.find((one) => one.on === on)
  const shown = desk === null ? desks : [desk]
  const close = () => {
    dialog.current?.close()
    onClose()
  }
  return (
    <dialog class="wm-sheet" ref={dialog} onClose={onClose} aria-labelledby="rota-sheet-heading">
      <div class="wm-sheet__top">
        <h2 class="nhsuk-heading-m wm-sheet__heading" id="rota-sheet-heading" tabIndex={-1} ref={heading}>
          {desk === null ? sayFullDay(on) : words.atDesk(sayDesk(desk), sayFullDay(on))}
        </h2>
        <Button kind="quiet" onClick={close}>{words.close}</Button>
      </div>
      {day !== undefined && (
        <>
          <p>{sayOpening(day)}</p>
          {shown.map((one) => <DeskPart key={one} desk={one} day={day} week={week} now={now} hasHeading={desk === null} onDone={onDone} />)}
          <ForDay day={day} desk={desk} week={week} />
        </>
      )}
    </dialog>
  )
}

type DeskProps = { desk: Desk; day: RotaDay; week: RotaWeek; now: number; hasHeading: boolean; onDone: (said: string) => void }

function DeskPart({ desk, day, week, now, hasHeading, onDone }: DeskProps) {
  const isAhead = ({ ends }: { ends: string }) => Date.parse(ends) > now
  const turns = day.turns.filter((turn) => turn.desk === desk && isAhead(turn) && turn.how !== 'member')
  const gaps = day.gaps.filter((gap) => gap.desk === desk && isAhead(gap))
  return (
    <>
      {hasHeading && <h3 class="nhsuk-heading-s">{sayDesk(desk)}</h3>}
      <p><Entries day={day} desk={desk} /></p>
      <ul class="nhsuk-list wm-link-list">
        {week.may_change && gaps.map((gap) => (
          <li key={gap.begins}><a href={onceLink(week.team_id, { desk, span: gap })}>{words.putSomebody(deskAndSpan(desk, saySpan(gap, day.on)))}</a></li>
        ))}
        {turns.map((turn) => <ForTurn key={`${turn.account_id}${turn.begins}`} turn={turn} day={day} week={week} onDone={onDone} />)}
      </ul>
    </>
  )
}

const deskAndSpan = (desk: Desk, span: string) => words.atDesk(sayDesk(desk).toLowerCase(), span)

function ForTurn({ turn, day, week, onDone }: { turn: Turn; day: RotaDay; week: RotaWeek; onDone: (said: string) => void }) {
  const { desk, account_id: who, name } = turn
  const at = deskAndSpan(desk, saySpan(turn, day.on))
  return (
    <>
      {turn.is_mine && <li><a href={mineLink({ ask: turnKey(turn) })}>{words.askColleague(at)}</a></li>}
      {week.may_change && <li><a href={onceLink(week.team_id, { desk, insteadOf: who, span: turn })}>{words.somebodyElse(name, at)}</a></li>}
      {week.may_change && turn.how === 'override' && turn.source_id !== null && (
        <li><TakeBack team={week.team_id} id={turn.source_id} words={words.takeBack(name, at)} onDone={onDone} /></li>
      )}
    </>
  )
}

function TakeBack({ team, id, words: said, onDone }: { team: string; id: string; words: string; onDone: (said: string) => void }) {
  const { isSending, error, send } = useSending()
  const takeBack = () => void send(() => takeBackOverride(team, id)).then((isDone) => isDone && onDone(words.tookBack))
  return (
    <>
      {error !== null && <Failed what={words.takeBackFailed} error={error} />}
      <Button kind="quiet" isBusy={isSending} busyWords={common.takingBack} onClick={takeBack}>{said}</Button>
    </>
  )
}

function ForDay({ day, desk, week }: { day: RotaDay; desk: Desk | null; week: RotaWeek }) {
  const { account_id: me } = useMe()
  const [team, on] = [week.team_id, day.on]
  const others = new Map(day.turns.filter((turn) => turn.account_id !== me && turn.how !== 'member' && (desk === null || turn.desk === desk)).map((turn) => [turn.account_id, turn.name]))
  return (
    <ul class="nhsuk-list wm-link-list">
      {week.may_change && <li><a href={onceLink(team, { ...(desk === null ? {} : { desk }), on })}>{words.beside}</a></li>}
      {week.may_change && [...others].map(([who, name]) => <li key={who}><a href={awayLink(team, { who, on })}>{words.away(name)}</a></li>)}
      <li><a href={mineLink({ away: on })}>{words.iAmAway}</a></li>
      {week.may_change && <li><a href={hoursLink(team, on)}>{words.otherHours}</a></li>}
    </ul>
  )
}
