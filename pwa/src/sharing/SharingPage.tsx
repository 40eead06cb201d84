import { Await, LinkButton, Page } from '../shared/ui'
import { useResource } from '../shared/use-resource'
import type { TeamSharing } from '../shared/api-types'
import { readTeamSharing } from './api'
import { SectionQuestions } from './SectionQuestions'
import { words } from './words'
import './styles.scss'

/** What my team sees, and who that is. */
export function SharingPage() {
  const sharing = useResource(readTeamSharing)
  return (
    <Page title={words.sharingTitle}>
      <Await of={sharing} what={words.sharing}>
        {(value) => (
          <>
            <p>{words.sharingIntro(value.team.name)}</p>
            <LinkButton href="/who-has-looked" kind="secondary">{words.whoHasLooked}</LinkButton>
            <SectionQuestions sections={value.sections} wording={value.wording} onStale={() => void sharing.reload()} />
            <Members of={value} />
          </>
        )}
      </Await>
    </Page>
  )
}

function Members({ of: { team, members } }: { of: TeamSharing }) {
  return (
    <>
      <h2 class="nhsuk-heading-m">{words.members}</h2>
      <p>{members.length === 0 ? words.membersNone : words.membersIntro(team.name)}</p>
      <ul class="nhsuk-list nhsuk-list--bullet">
        {members.map(({ name, role }) => <li key={name}>{name}, {words.roles[role] ?? role}</li>)}
      </ul>
    </>
  )
}
