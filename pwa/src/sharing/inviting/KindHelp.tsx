import { api } from '../../shared/api'
import type { MyTeamAnswer } from '../../shared/api-types'
import { Button, ButtonGroup, CrisisContacts, InsetText, LinkButton, Page, PhoneLink } from '../../shared/ui'
import { useResource } from '../../shared/use-resource'
import { words } from './words'

/** For somebody who is pressed, or may be: that they need not, how to seem to, and whom to talk to. */
export function KindHelp({ onNext }: { onNext: () => void }) {
  const answer = useResource(() => api.get<MyTeamAnswer>('/api/my-team'))
  return (
    <Page key="help" title={words.helpTitle} back={{ href: '/people', words: words.leaveTo }}>
      <p>{words.helpBody}</p>
      <h2 class="nhsuk-heading-m">{words.helpNothingHeading}</h2>
      <InsetText><p>{words.helpNothing}</p></InsetText>
      <p>{words.helpLater}</p>
      <ButtonGroup>
        <LinkButton href="/people">{words.helpLeave}</LinkButton>
        <Button kind="secondary" onClick={onNext}>{words.goOn}</Button>
      </ButtonGroup>
      <h2 class="nhsuk-heading-m">{words.helpTalkHeading}</h2>
      <p><strong>{words.helpDanger}</strong></p>
      {answer.value !== null && <Worker {...answer.value} />}
      <p><a href="/ask">{words.helpAsk}</a></p>
      <CrisisContacts />
    </Page>
  )
}

function Worker({ key_worker, team }: MyTeamAnswer) {
  const who = key_worker === null ? words.helpTeam(team.name) : words.helpWorker(key_worker.name)
  return <p>{who}{team.phone !== null && <>: <PhoneLink number={team.phone} /></>}</p>
}
