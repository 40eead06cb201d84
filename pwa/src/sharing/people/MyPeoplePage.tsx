import type { MySharing, TeamSharing, TrustedPerson } from '../../shared/api-types'
import { Await, Details, LinkButton, Page, When } from '../../shared/ui'
import { useNews } from '../../shared/use-news'
import { useNow } from '../../shared/use-now'
import { useResource } from '../../shared/use-resource'
import { readMySharing, readNewestLook } from './api'
import { Invited } from './Invited'
import { nouns } from './say'
import { Sharing } from './Sharing'
import { StopBanner } from './StopBanner'
import { words } from './words'
import '../styles.scss'

/** Everybody who may see something, in sentences, with what can be done about it. */
export function MyPeoplePage() {
  const sharing = useResource(readMySharing)
  useNews(() => void sharing.reload())
  return (
    <Page title={words.title}>
      <Await of={sharing} what={words.people}>{(value) => <People of={value} onChanged={() => void sharing.reload()} />}</Await>
    </Page>
  )
}

function People({ of: { stop, people, team }, onChanged }: { of: MySharing; onChanged: () => void }) {
  const now = useNow()
  const those = (state: TrustedPerson['state']) => people.filter((one) => one.state === state)
  const [here, invited, ended] = [those('sharing'), those('invited'), those('ended')]
  return (
    <>
      {stop !== null && <StopBanner stop={stop} now={now} onUndone={onChanged} />}
      <p>{words.intro}</p>
      {here.length === 0 && invited.length === 0 ? <NobodyYet /> : <Sharing people={here} now={now} isStopped={stop !== null} />}
      <Invited people={invited} now={now} />
      <LinkButton href="/people/invite">{words.invite}</LinkButton>
      {team !== null && <MyTeam team={team} isStopped={stop !== null} />}
      <WhoHasLooked />
      <Ended people={ended} />
      {stop === null && <p class="wm-stop-all"><a href="/people/stop-all">{words.stopAll}</a></p>}
    </>
  )
}

function NobodyYet() {
  return (
    <>
      <h2 class="nhsuk-heading-m">{words.nobodyHeading}</h2>
      <p>{words.nobody}</p>
      <p>{words.nobodyFirst}</p>
    </>
  )
}

/** What is always the team's, and what she has chosen besides. */
function MyTeam({ team: { team, sections }, isStopped }: { team: TeamSharing; isStopped: boolean }) {
  const seen = sections.filter(({ is_fixed, is_shared }) => is_fixed || (is_shared && !isStopped))
  return (
    <section>
      <h2 class="nhsuk-heading-m">{words.teamHeading}</h2>
      <p>{words.teamSees(team.name, nouns(seen.map(({ section }) => section)))}</p>
      <p><a href="/sharing">{words.teamChange}</a></p>
    </section>
  )
}

function WhoHasLooked() {
  const newest = useResource(async () => ({ look: await readNewestLook() }))
  return (
    <section>
      <h2 class="nhsuk-heading-m">{words.lookedHeading}</h2>
      <Await of={newest} what={words.lookedGet}>
        {({ look }) => (look === null ? <p>{words.lookedNobody}</p> : <p>{look.words} <span class="wm-looks__facts"><When at={look.at} /></span></p>)}
      </Await>
      <p><a href="/who-has-looked">{words.lookedAll}</a></p>
    </section>
  )
}

function Ended({ people }: { people: readonly TrustedPerson[] }) {
  if (people.length === 0) return null
  return (
    <Details summary={words.endedHeading}>
      <ul class="nhsuk-list">
        {people.map(({ id, name, ended_at, ended_how }) => (
          <li key={id}>
            <a href={`/people/${id}`}>{name}</a>{ended_at !== null && <>, <When at={ended_at} as="day" /></>}. {words.endedHow[ended_how ?? '']}
          </li>
        ))}
      </ul>
    </Details>
  )
}
