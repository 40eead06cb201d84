import { useEffect } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { Wall } from '../shared/api-types'
import { saysItself, useMe } from '../shared/session'
import { sayClock, sayHowLong, sayWhen } from '../shared/times'
import { Failed, Loading, Page } from '../shared/ui'
import { useNow } from '../shared/use-now'
import { idleLimit, signedInUntil, trustIn } from './rules'
import { useAwake, useTouchedAt, useWall, type Seen } from './use-wall'
import { words } from './words'
import './styles.scss'

/** A screen on the team's wall: large, live, readable from across the room, naming nobody who asked. */
export function WallPage() {
  const { teams } = useMe()
  const { query } = useLocation()
  const team = teams.find(({ id }) => id === query.team) ?? teams[0]
  if (team === undefined) return <Page title={words.title}><p>{words.noTeam}</p></Page>
  return (
    <Page title={words.titleOf(team.name)} hideHeading>
      <div class="wm-wall">
        <Live key={team.id} teamId={team.id} />
        <Foot others={teams.filter(({ id }) => id !== team.id)} />
      </div>
    </Page>
  )
}

function Live({ teamId }: { teamId: string }) {
  useAwake()
  useEffect(() => {
    saysItself.value = true
    return () => {
      saysItself.value = false
    }
  }, [])
  const seen = useWall(teamId)
  const now = useNow(1_000)
  if (seen.refusal !== null) return <Failed what={words.what} error={seen.refusal} />
  return seen.wall === null ? <Waiting seen={seen} now={now} /> : <Numbers wall={seen.wall} reachedAt={seen.reachedAt} now={now} />
}

function Waiting({ seen, now }: { seen: Seen; now: number }) {
  if (now - seen.reachedAt < 10_000) return <Loading what={words.what} />
  return <Alarm said={words.notReached(sayClock(seen.reachedAt))} todo={words.notReachedDo} />
}

type Props = { wall: Wall; reachedAt: number; now: number }

function Numbers({ wall, reachedAt, now }: Props) {
  const trust = trustIn(wall, reachedAt, now)
  if (trust === 'not-reached') {
    return (
      <>
        <p class="wm-wall__team">{wall.team_name}</p>
        <Alarm said={words.notReached(sayClock(reachedAt))} todo={words.notReachedDo} />
        <p class="wm-wall__small">{words.lastKnown(sayClock(reachedAt))}: {words.waiting(wall.waiting)}, {words.promised(wall.promised)}</p>
      </>
    )
  }
  return (
    <>
      <p class="wm-wall__team">{wall.team_name}</p>
      {trust === 'engine-silent' && <Alarm said={words.engineSilent} todo={words.engineSilentDo(silence(wall))} />}
      <Counts wall={wall} />
      <Who wall={wall} />
      <p class="wm-wall__small">{words.upToDate(sayClock(reachedAt))}</p>
    </>
  )
}

const silence = ({ engine_at, as_of }: Wall) => (engine_at === null ? null : sayHowLong(engine_at, as_of))

function Counts({ wall }: { wall: Wall }) {
  const { waiting, longest_wait_since: since, promised, next_promise_at: next, missed, as_of: asOf } = wall
  return (
    <div class="wm-wall__counts">
      <p class="wm-wall__line">
        {waiting === 0 ? words.nobodyWaits : <strong>{words.waiting(waiting)}</strong>}
        {since !== null && <span class="wm-wall__fact">{waiting > 1 && `${words.longest} `}{sayHowLong(since, asOf)}</span>}
      </p>
      {missed > 0 && <p class="wm-wall__line wm-wall__line--loud">{words.missed(missed)}</p>}
      {promised > 0 && (
        <p class="wm-wall__line">
          {words.promised(promised)}
          {next !== null && <span class="wm-wall__fact">{words.next} {sayWhenHere(next, asOf)}</span>}
        </p>
      )}
    </div>
  )
}

/** "3 pm" today, with its day otherwise. */
function sayWhenHere(at: string, now: string): string {
  const said = sayWhen(at, Date.parse(now))
  return said.startsWith('today, ') ? sayClock(at) : said
}

function Who({ wall: { is_open: isOpen, opens_at: opens, on_duty: there, desk, as_of: asOf } }: { wall: Wall }) {
  if (!isOpen) {
    return <p class="wm-wall__line">{words.closed}<span class="wm-wall__fact">{opens === null ? words.noOpening : words.opens(sayWhen(opens, Date.parse(asOf)))}</span></p>
  }
  if (there.length === 0) return <Alarm said={words.nobodyOnDuty} todo={words.nobodyOnDutyDo} />
  return (
    <dl class="wm-wall__who">
      {desk.length > 0 && desk.length < there.length && <div><dt>{words.desk}</dt><dd>{desk.join(', ')}</dd></div>}
      <div><dt>{words.onDuty}</dt><dd>{there.join(', ')}</dd></div>
    </dl>
  )
}

function Alarm({ said, todo }: { said: string; todo: string }) {
  return (
    <div class="wm-wall__alarm" role="alert">
      <p class="wm-wall__line">{said}</p>
      <p class="wm-wall__todo">{todo}</p>
    </div>
  )
}

/** Until when this screen is signed in is always said: it must not go out by surprise. */
function Foot({ others }: { others: readonly { id: string; name: string }[] }) {
  const { session } = useMe()
  const touchedAt = useTouchedAt()
  const until = signedInUntil(touchedAt, session.ends_at)
  const say = until < touchedAt + idleLimit ? words.endsFor : words.touch
  return (
    <div class="wm-wall__foot">
      <p>{say(sayClock(until))}</p>
      <p><a href="/team">{words.leave}</a></p>
      {others.map(({ id, name }) => <p key={id}><a href={`/team/wall?team=${id}`}>{words.titleOf(name)}</a></p>)}
    </div>
  )
}
