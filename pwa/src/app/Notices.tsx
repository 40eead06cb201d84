import { useEffect } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { keptTrouble } from '../shared/device/kept/trouble'
import { justDone } from '../shared/just-done'
import { pendingName } from '../shared/pending-identity'
import { backPath } from '../shared/provider-answer'
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
      {now.state === 'signed-in' && justDone.value !== null && <JustDone {...justDone.value} />}
      {now.state === 'signed-in' && pendingName.value !== null && <MayBeAdded name={pendingName.value} />}
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

/** Said once, above the page to which somebody has come back. */
function JustDone({ said, at }: { said: string; at: string }) {
  const { path } = useLocation()
  const isHere = path === at
  useEffect(() => {
    if (!isHere && path !== backPath) justDone.value = null
  }, [isHere, path])
  return isHere ? <Banner kind="good">{said}</Banner> : null
}

/** A sign-in that nobody has added yet; the account page says the same by itself. */
function MayBeAdded({ name }: { name: string }) {
  const { path } = useLocation()
  if (!homes.includes(path)) return null
  return <Banner heading={words.mayBeAdded(name)}><p><a href="/account">{words.mayBeAddedLook}</a></p></Banner>
}

const homes: readonly string[] = ['/', '/requests', '/support', '/waiting']
