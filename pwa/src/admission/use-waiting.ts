/** Looks gently whether somebody who waits has been let in: twice a minute while the page is seen, and after any news. */
import { useCallback, useEffect, useRef } from 'preact/hooks'
import type { WaitingView } from '../shared/api-types'
import { beginSession, me } from '../shared/session'
import { useNews } from '../shared/use-news'
import { useResource, type Resource } from '../shared/use-resource'
import { readMe, readWaiting } from './api'

export const lookEvery = 30_000

export function useWaiting(): Resource<WaitingView> {
  const waiting = useResource(readWaiting)
  const { reload } = waiting
  const latest = useRef(reload)
  latest.current = reload
  const look = useCallback(async () => {
    await latest.current()
    await letIn()
  }, [])
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) void look()
    }, lookEvery)
    return () => clearInterval(timer)
  }, [look])
  useNews(() => void look())
  return { ...waiting, reload: look }
}

/** Whoever has a place now is somebody else to the whole app: it goes on by itself. Who has signed out meanwhile stays out. */
async function letIn(): Promise<void> {
  const before = me.value
  const now = await readMe().catch(() => null)
  const isSame = before !== null && me.value?.account_id === before.account_id
  if (now !== null && isSame && hasPlace(now) && !hasPlace(before)) beginSession(now)
}

const hasPlace = ({ is_person, is_worker, is_trusted }: { is_person: boolean; is_worker: boolean; is_trusted: boolean }) =>
  is_person || is_worker || is_trusted
