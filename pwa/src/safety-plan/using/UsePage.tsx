import { useCallback, useEffect, useLayoutEffect, useState } from 'preact/hooks'
import { keptMark } from '../../shared/device/kept'
import { isFirstScreenUp, showApp } from '../../shared/first-screen'
import { me } from '../../shared/session'
import { Loading, Page } from '../../shared/ui'
import { findPlan, type Found, type InUse } from './find-plan'
import { Locked } from './Locked'
import { Newer } from './Newer'
import { NoPlan } from './NoPlan'
import { screensOf } from './screens'
import { Walk } from './Walk'
import { words } from './words'

/** What came from the record is hers while she is signed in; what came from the phone, while it is kept there. */
function mayStillSee({ accountId, asOf }: InUse): boolean {
  return asOf === null ? me.value?.account_id === accountId : keptMark.value?.accountId === accountId
}

/** "Use my plan": for the worst day. Opens signed in or not, with a signal or without; nothing is sent from here. */
export function UsePage() {
  const [found, setFound] = useState<Found | null>(null)
  const look = useCallback(() => {
    setFound(null)
    void findPlan().then(setFound, () => setFound({ state: 'not-reached' }))
  }, [])
  useEffect(look, [look])
  // Signed out, or the copy removed, on another page of this browser: it goes from here too.
  const isGone = found?.state === 'ready' && !mayStillSee(found.inUse)
  useEffect(() => {
    if (isGone) look()
  }, [isGone, look])
  const isShown = found !== null && !isGone
  useLayoutEffect(() => {
    if (isShown) showApp()
  }, [isShown])

  if (!isShown && isFirstScreenUp()) return <></>
  if (found === null || isGone) return <Page title={words.title}><Loading what={words.looking} /></Page>
  if (found.state === 'locked') return <Locked how={found.how} waitSeconds={found.waitSeconds} onFound={setFound} />
  if (found.state !== 'ready') return <NoPlan why={found.state} onRetry={look} />
  const screens = screensOf(found.inUse.plan)
  if (screens.length === 0) return <NoPlan why="empty" onRetry={look} />
  return (
    <>
      <Walk inUse={found.inUse} screens={screens} />
      <Newer than={found.inUse} onShow={setFound} />
    </>
  )
}
