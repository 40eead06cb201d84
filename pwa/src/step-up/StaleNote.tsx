import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { saysItself } from '../shared/session'
import { sayClock } from '../shared/times'
import { Banner } from '../shared/ui'
import type { Live } from './use-live'
import { both } from './words-for-both'

type Props = { live: Pick<Live<unknown>, 'isStale' | 'reachedAt'>; children?: ComponentChildren }

/** Says from when the page is, once the newest look at it has failed. */
export function StaleNote({ live, children }: Props) {
  const isShown = live.isStale && live.reachedAt !== null
  useSaysItself(isShown)
  if (!isShown) return null
  return (
    <Banner heading={both.stale(sayClock(live.reachedAt ?? 0))}>
      {children}
    </Banner>
  )
}

/** While a page says itself that there is no connection, the shell need not say it a second time. */
export function useSaysItself(isSaid: boolean): void {
  useEffect(() => {
    saysItself.value = isSaid
    return () => {
      saysItself.value = false
    }
  }, [isSaid])
}
