import { isReached, session } from '../shared/session'
import { Banner } from '../shared/ui'
import { UpdatePrompt } from './UpdatePrompt'
import { words } from './words'

const endings = { idle: words.signedOutIdle, ended: words.signedOutEnded, left: words.signedOutLeft }

/** What concerns the whole app rather than the page: not connected, a new version, why one is signed out. */
export function Notices() {
  const now = session.value
  const because = now.state === 'signed-out' ? now.because : undefined
  return (
    <>
      {!isReached.value && now.state !== 'not-reached' && <Banner>{words.notConnected}</Banner>}
      {because !== undefined && <Banner>{endings[because]}</Banner>}
      <UpdatePrompt />
    </>
  )
}
