import { useState } from 'preact/hooks'
import { Await, Button, Page } from '../shared/ui'
import { useResource } from '../shared/use-resource'
import { readTeamSharing } from './api'
import { goTo } from './joining'
import { SectionQuestions } from './SectionQuestions'
import { words } from './words'

/** Step 3: what the team may see, section by section. Going on without an answer is fine. */
export function JoinSharing() {
  const sharing = useResource(readTeamSharing)
  const [hasChosen, setHasChosen] = useState(false)
  return (
    <Page title={words.joinSharingTitle} caption={words.step(3)}>
      <Await of={sharing} what={words.sharing}>
        {({ team, sections, wording }) => (
          <>
            <p>{words.joinSharingIntro(team.name)}</p>
            <p>{words.joinSharingLater}</p>
            <SectionQuestions sections={sections} wording={wording} onStale={() => void sharing.reload()} onSaved={() => setHasChosen(true)} />
          </>
        )}
      </Await>
      <Button isLarge kind={hasChosen ? 'primary' : 'secondary'} onClick={() => goTo('done')}>
        {hasChosen ? words.joinSharingDone : words.joinSharingDecideLater}
      </Button>
    </Page>
  )
}
