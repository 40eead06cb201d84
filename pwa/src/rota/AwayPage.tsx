import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { MyTeam } from '../shared/api-types'
import { dayOf } from '../shared/times'
import { useNow } from '../shared/use-now'
import { useResource } from '../shared/use-resource'
import { Await, Banner, Button, Page } from '../shared/ui'
import { putAway, readAway, readWeek, takeBackAway } from './api'
import { AwayForm } from './AwayForm'
import { AwayList } from './AwayList'
import { weekLink } from './links'
import { TeamSelect } from './TeamSelect'
import { useTeam } from './use-team'
import { away as words } from './mine-words'
import { words as common } from './words'
import './styles.scss'

/** For leads: who of the team is away, and saying so for somebody. */
export function AwayPage() {
  const choice = useTeam()
  const { team, isLead } = choice
  return (
    <Page title={common.awayTitle} back={{ href: team === null ? '/rota' : weekLink(team.id), words: common.backToWeek }}>
      <TeamSelect {...choice} />
      {team === null ? <p>{common.noTeam}</p> : !isLead ? <p>{common.forLeadsOnly}</p> : <TeamAway key={team.id} team={team} />}
    </Page>
  )
}

function TeamAway({ team }: { team: MyTeam }) {
  const { query } = useLocation()
  const now = useNow()
  const away = useResource(async () => {
    const [rows, { members }] = await Promise.all([readAway(team.id), readWeek(team.id, dayOf(now), 1)])
    return { rows, members }
  })
  const [isOpen, setIsOpen] = useState(query.who !== undefined)
  const [said, setSaid] = useState<string | null>(null)
  const done = (what: string) => {
    setIsOpen(false)
    setSaid(what)
    void away.reload()
  }
  const start = { ...(query.who === undefined ? {} : { who: query.who }), ...(query.on === undefined ? {} : { first: query.on, last: query.on }) }
  return (
    <>
      <div role="status">{said !== null && <Banner kind="good">{said}</Banner>}</div>
      <Await of={away} what={words.teamWhat}>
        {({ rows, members }) => (
          <>
            {rows.length === 0 && !isOpen && <p>{words.teamNone}</p>}
            <AwayList away={rows} showsNames now={now} takeBack={(id) => takeBackAway(team.id, id)} onDone={done} />
            {!isOpen && <Button kind="secondary" onClick={() => setIsOpen(true)}>{words.teamStart}</Button>}
            {isOpen && (
              <AwayForm
                start={start} people={members} covers={members} me="" teams={[team.id]} now={now}
                put={(id, written, who) => putAway(team.id, id, { ...written, account_id: who })}
                onDone={() => done(words.saved)} onStop={() => setIsOpen(false)}
              />
            )}
          </>
        )}
      </Await>
    </>
  )
}
