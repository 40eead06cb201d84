import { useLocation } from 'preact-iso'
import { keptTrouble } from '../shared/device/kept/trouble'
import { isReached, saysItself, session } from '../shared/session'
import { Banner } from '../shared/ui'
import { UpdatePrompt } from './UpdatePrompt'
import { words } from './words'

const endings = { idle: words.signedOutIdle, ended: words.signedOutEnded, left: words.signedOutLeft }

/** What concerns the whole app rather than the page: not connected, a new version, why one is signed out. */
export function Notices() {
  const now = session.value
  const isCutOff = !isReached.value && !saysItself.value && now.state !== 'not-reached'
  return (
    <>
      {isCutOff && <Banner>{words.notConnected}</Banner>}
      {now.state === 'signed-out' && now.because !== undefined && <Ending because={now.because} />}
      {now.state === 'signed-in' && keptTrouble.value !== null && <PlanLost />}
      <UpdatePrompt />
    </>
  )
}

/** Why nobody is signed in any more; where somebody was asking for support, first that it has not been sent. */
function Ending({ because }: { because: keyof typeof endings }) {
  const { path } = useLocation()
  if (path !== '/ask') return <Banner>{endings[because]}</Banner>
  return <Banner heading={words.notSentHeading}><p>{words.notSentBody}</p></Banner>
}

/** The browser has cleared the copy of her plan away; the page that keeps it again says the same by itself. */
function PlanLost() {
  const { path } = useLocation()
  if (path === '/my-plan/phone') return null
  return <Banner heading={words.planLost}><p><a href="/my-plan/phone">{words.planKeepAgain}</a></p></Banner>
}
