/** Asks every five seconds and remembers when the service last answered. Keeps the screen awake where it can. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { ApiError } from '../shared/api'
import type { Id, Wall } from '../shared/api-types'
import { readWall } from './api'

export const pace = { every: 5_000 }

export type Seen = {
  wall: Wall | null
  /** When the service last answered, on this device's clock. */
  reachedAt: number
  /** Refused for good: the page says why. */
  refusal: ApiError | null
}

export function useWall(teamId: Id): Seen {
  const [seen, setSeen] = useState<Seen>(() => ({ wall: null, reachedAt: Date.now(), refusal: null }))
  useEffect(() => {
    let isOver = false
    let isFirst = true
    let timer: ReturnType<typeof setTimeout> | undefined
    const ask = async () => {
      clearTimeout(timer)
      try {
        const wall = await readWall(teamId, isFirst)
        isFirst = false
        if (!isOver) setSeen({ wall, reachedAt: Date.now(), refusal: null })
      } catch (error) {
        if (!isOver && error instanceof ApiError && error.status < 500) setSeen((before) => ({ ...before, refusal: error }))
      }
      if (!isOver) timer = setTimeout(() => void ask(), pace.every)
    }
    const onShown = () => {
      if (!document.hidden) void ask()
    }
    void ask()
    document.addEventListener('visibilitychange', onShown)
    return () => {
      isOver = true
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', onShown)
    }
  }, [teamId])
  return seen
}

/** A screen that goes dark tells nobody anything. Browsers let go of it when the page is hidden. */
export function useAwake(): void {
  const held = useRef<WakeLockSentinel | null>(null)
  useEffect(() => {
    const hold = () => {
      if (document.hidden || !('wakeLock' in navigator)) return
      navigator.wakeLock.request('screen').then((lock) => (held.current = lock), () => undefined)
    }
    hold()
    document.addEventListener('visibilitychange', hold)
    return () => {
      document.removeEventListener('visibilitychange', hold)
      held.current?.release().catch(() => undefined)
    }
  }, [])
}

/** When somebody last touched this screen. */
export function useTouchedAt(): number {
  const [touchedAt, setTouchedAt] = useState(() => Date.now())
  useEffect(() => {
    const note = () => setTouchedAt(Date.now())
    for (const sign of ['pointerdown', 'keydown'] as const) addEventListener(sign, note, { passive: true })
    return () => {
      for (const sign of ['pointerdown', 'keydown'] as const) removeEventListener(sign, note)
    }
  }, [])
  return touchedAt
}
