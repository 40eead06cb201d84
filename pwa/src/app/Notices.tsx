import { useLocation } from 'preact-iso'
import { keptTrouble } from '../shared/device/kept/trouble'
import { isReached, saysItself, session, type WordsLeft } from '../shared/session'
import { Banner } from '../shared/ui'
import { DraftsBack } from './DraftsBack'
import { broughtBack } from './keep-drafts'
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
      {now.state === 'signed-out' && now.because !== undefined && <Ending because={now.because} left={now.words} />}
      {now.state === 'signed-in' && broughtBack.value.length > 0 && <DraftsBack />}
      {now.state === 'signed-in' && keptTrouble.value !== null && <PlanLost />}
      <UpdatePrompt />
    </>
  )
}

/** Why nobody is signed in any more; where somebody was asking for support, first that it has not been sent. */
function Ending({ because, left }: { because: keyof typeof endings; left: WordsLeft | undefined }) {
  const { path } = useLocation()
  const more = left !== undefined && <p>{words.wordsLeft[left]}</p>
  if (path !== '/ask') return <Banner><p>{endings[because]}</p>{more}</Banner>
  return <Banner heading={words.notSentHeading}><p>{words.notSentBody}</p>{more}</Banner>
}

/** The browser has cleared the copy of her plan away; the page that keeps it again says the same by itself. */
function PlanLost() {
  const { path } = useLocation()
  if (path === '/my-plan/phone') return null
  return <Banner heading={words.planLost}><p><a href="/my-plan/phone">{words.planKeepAgain}</a></p></Banner>
}
