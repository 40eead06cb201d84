import type { MyTeam, Rotation, TeamMember } from '../shared/api-types'
import { dayOf, sayDay } from '../shared/times'
import { useNow } from '../shared/use-now'
import { useResource } from '../shared/use-resource'
import { Await, Card, LinkButton, Page } from '../shared/ui'
import { readRotations, readWeek } from './api'
import { rotationLink, weekLink } from './links'
import { sayRotation } from './rotation'
import { TeamSelect } from './TeamSelect'
import { useTeam } from './use-team'
import { rotations as words } from './lead-words'
import { words as common } from './words'
import './styles.scss'

/** For leads: who takes turns at which desk. */
export function RotationsPage() {
  const choice = useTeam()
  const { team } = choice
  return (
    <Page title={common.rotationsTitle} back={{ href: team === null ? '/rota' : weekLink(team.id), words: common.backToWeek }}>
      <TeamSelect {...choice} />
      {team === null ? <p>{common.noTeam}</p> : <All key={team.id} team={team} />}
    </Page>
  )
}

function All({ team }: { team: MyTeam }) {
  const now = useNow()
  const all = useResource(async () => {
    const [{ rotations, may_change: mayChange }, { members }] = await Promise.all([readRotations(team.id), readWeek(team.id, dayOf(now), 1)])
    return { rotations, mayChange, members }
  })
  return (
    <Await of={all} what={words.what}>
      {({ rotations, mayChange, members }) => (
        <>
          {rotations.length === 0 && <p>{words.none}</p>}
          {rotations.map((one) => <One key={one.id} rotation={one} href={mayChange ? rotationLink(team.id, one.id) : null} members={members} now={now} />)}
          {mayChange ? <LinkButton href={rotationLink(team.id, 'new')}>{words.make}</LinkButton> : <p>{common.forLeadsOnly}</p>}
        </>
      )}
    </Await>
  )
}

type OneProps = { rotation: Rotation; href: string | null; members: readonly Pick<TeamMember, 'account_id' | 'name'>[]; now: number }

function One({ rotation, href, members, now }: OneProps) {
  const runs = sayRuns(rotation, now)
  return (
    <Card heading={rotation.name} {...(href === null ? {} : { href })}>
      <p>{sayRotation(rotation, members).join(' ')}{runs !== null && ` ${runs}`}</p>
    </Card>
  )
}

/** Nothing while it simply goes on. */
function sayRuns({ begins_on: first, ends_on: last }: Rotation, now: number): string | null {
  const today = dayOf(now)
  if (last !== null && last < today) return words.ended(sayDay(last, now))
  if (first > today) return words.begins(sayDay(first, now))
  return last === null ? null : words.endsOnDay(sayDay(last, now))
}
