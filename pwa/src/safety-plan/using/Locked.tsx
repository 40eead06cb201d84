import { CareCard, CrisisContacts, Page } from '../../shared/ui'
import { Unlock } from '../keeping/Unlock'
import { foundIn, type Found } from './find-plan'
import { words } from './words'

type Props = { how: 'pin' | 'passkey'; waitSeconds: number; onFound: (found: Found) => void }

/** The copy is behind her PIN or passkey. Who cannot or will not open it now can talk to somebody all the same. */
export function Locked({ how, waitSeconds, onFound }: Props) {
  return (
    <Page title={words.lockedTitle} windowTitle={words.title}>
      <Unlock how={how} waitSeconds={waitSeconds} onOpened={(opened) => onFound(foundIn(opened))} />
      <CareCard kind="urgent" heading={words.ringNow}>
        <p>{words.lockedTalk}</p>
        <CrisisContacts />
      </CareCard>
    </Page>
  )
}
