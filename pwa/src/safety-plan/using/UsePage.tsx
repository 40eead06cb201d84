import { useCallback, useEffect, useState } from 'preact/hooks'
import { Loading, Page } from '../../shared/ui'
import { findPlan, type Found } from './find-plan'
import { Locked } from './Locked'
import { NoPlan } from './NoPlan'
import { screensOf } from './screens'
import { Walk } from './Walk'
import { words } from './words'
import './styles.scss'

/** "Use my plan": for the worst day. Opens signed in or not, with a signal or without; nothing is sent from here. */
export function UsePage() {
  const [found, setFound] = useState<Found | null>(null)
  const look = useCallback(() => {
    setFound(null)
    void findPlan().then(setFound, () => setFound({ state: 'not-reached' }))
  }, [])
  useEffect(look, [look])

  if (found === null) return <Page title={words.title}><Loading what={words.looking} /></Page>
  if (found.state === 'locked') return <Locked how={found.how} waitSeconds={found.waitSeconds} onFound={setFound} />
  if (found.state !== 'ready') return <NoPlan why={found.state} onRetry={look} />
  const screens = screensOf(found.inUse.plan)
  if (screens.length === 0) return <NoPlan why="empty" onRetry={look} />
  return <Walk inUse={found.inUse} screens={screens} />
}
