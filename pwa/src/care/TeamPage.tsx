import { useMe } from '../shared/session'
import type { TeamMember, WorkerTeam } from '../shared/api-types'
import { Await, Page, PhoneLink, SummaryList, Tag, When, type SummaryRow } from '../shared/ui'
import { useNews } from '../shared/use-news'
import { useResource } from '../shared/use-resource'
import { readDue, readTeams } from './api'
import { CarerChampion } from './CarerChampion'
import { LetGoList } from './LetGoList'
import { OpeningHours } from './OpeningHours'
import { words } from './words'
import './styles.scss'

/** One's teams: whether they are open, who is in them, and who can be reached on a device. */
export function TeamPage() {
  const teams = useResource(readTeams)
  const leads = useMe().teams.some(({ role }) => role === 'lead')
  useNews(() => void teams.reload())
  return (
    <Page title={words.teamTitle}>
      {leads && <ForLeads />}
      <Await of={teams} what={words.teams}>
        {(rows) => (rows.length === 0 ? <p>{words.noTeam}</p> : <>{rows.map((team) => <Team key={team.id} team={team} />)}</>)}
      </Await>
    </Page>
  )
}

/** For leads: what they have to look into, and how the team's people say their life is going. */
function ForLeads() {
  const due = useResource(readDue)
  const { reviews, reports } = due.value ?? { reviews: 0, reports: 0 }
  return (
    <ul class="nhsuk-list">
      <li><a href="/emergency/reviews">{words.reviews(reviews + reports)}</a></li>
      <li><a href="/team/figures">{words.figures}</a></li>
    </ul>
  )
}

function Team({ team }: { team: WorkerTeam }) {
  return (
    <section>
      <h2 class="nhsuk-heading-m">{team.name}</h2>
      <Now team={team} />
      {team.role === 'lead' && <LetGoList teamId={team.id} />}
      <SummaryList rows={factsOf(team)} />
      <ul class="nhsuk-list">
        <li><a href={`/team/wall?team=${team.id}`}>{words.wall}</a></li>
        <li><a href={`/team/ladder?team=${team.id}`}>{words.ladder}</a></li>
      </ul>
      <CarerChampion team={team} />
      <h3 class="nhsuk-heading-s">{words.membersHeading}</h3>
      <Members team={team} />
    </section>
  )
}

function Now({ team: { is_open, closes_at, closed_because, opens_at } }: { team: WorkerTeam }) {
  if (is_open) return <p><strong>{closes_at === null ? words.open : <>{words.openUntil} <When at={closes_at} as="clock" />.</>}</strong></p>
  return (
    <p>
      <strong>{closed_because === null ? words.closed : words.closedBecause(closed_because)}.</strong>{' '}
      {opens_at === null ? words.noOpening : <>{words.opens} <When at={opens_at} />.</>}
    </p>
  )
}

function factsOf(team: WorkerTeam): SummaryRow[] {
  const { phone, out_of_hours: closed } = team
  const outOfHours = <>{closed.words} {closed.call !== null && <PhoneLink number={closed.call} />}</>
  return [
    { key: words.hoursKey, value: <OpeningHours hours={team.hours} /> },
    ...(phone === null ? [] : [{ key: words.phoneKey, value: <PhoneLink number={phone} /> }]),
    ...(closed.words === '' && closed.call === null ? [] : [{ key: words.outOfHoursKey, value: outOfHours }]),
  ]
}

function Members({ team: { id: teamId, members, role: own } }: { team: WorkerTeam }) {
  const { account_id } = useMe()
  const mayLook = ({ account_id: id }: TeamMember) => own === 'lead' || id === account_id
  if (members.length === 0) return <p>{words.membersNone}</p>
  return (
    <>
      <ul class="wm-people">
        {members.map((member) => <MemberRow key={member.account_id} member={member} teamId={teamId} isMe={member.account_id === account_id} mayLook={mayLook(member)} />)}
      </ul>
      {members.some((member) => !member.has_confirmed_device) && <p class="nhsuk-hint">{words.notReachableWhy}</p>}
      <p><a href="/devices">{words.myDevice}</a></p>
    </>
  )
}

type RowProps = { member: TeamMember; teamId: string; isMe: boolean; mayLook: boolean }

/** A colleague; what they hold is one tap away for a lead, and for themselves. */
function MemberRow({ member: { account_id: id, name, role, has_confirmed_device: isReachable }, teamId, isMe, mayLook }: RowProps) {
  return (
    <li class="wm-people__item">
      <p class="wm-people__name">{isMe ? words.you(name) : name}</p>
      <p class="wm-people__facts">
        {words.roles[role] ?? role} <Tag isStrong={isReachable}>{isReachable ? words.reachable : words.notReachable}</Tag>
      </p>
      {mayLook && <p><a href={`/team/members/${id}/hand-over?team=${teamId}`}>{isMe ? words.holdMine : words.hold(name)}</a></p>}
    </li>
  )
}
