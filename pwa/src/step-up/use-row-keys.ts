/**
 * j and k move along the rows of a list, as in a mail program; Enter opens, as it does on any link.
 *
 * They can be switched off, and do nothing while the focus is on something else than the list: single letters must not
 * get in the way of somebody who speaks to the browser (WCAG 2.1.4).
 */
import type { RefObject } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'

const key = 'waymark.row-keys'

export type RowKeys = { list: RefObject<HTMLDivElement | null>; isOn: boolean; turn: (isOn: boolean) => void }

export function useRowKeys(): RowKeys {
  const list = useRef<HTMLDivElement>(null)
  const [isOn, setIsOn] = useState(isRemembered)
  // Before the rows are painted: whoever sees them can press at once.
  useLayoutEffect(() => {
    if (!isOn) return
    const onKey = (event: KeyboardEvent) => {
      const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0
      if (step === 0 || event.ctrlKey || event.metaKey || event.altKey || !isFree(list.current)) return
      event.preventDefault()
      move(list.current, step)
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [isOn])
  const turn = (next: boolean) => {
    setIsOn(next)
    remember(next)
  }
  return { list, isOn, turn }
}

/** The focus is on a row, on the heading of the page, or has not been put anywhere. */
function isFree(list: HTMLElement | null): boolean {
  const focused = document.activeElement
  return focused === null || focused === document.body || focused.tagName === 'H1' || list?.contains(focused) === true
}

function move(list: HTMLElement | null, step: number): void {
  const rows = [...(list?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
  const here = rows.findIndex((row) => row === document.activeElement)
  const next = here === -1 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, here + step))
  rows[next]?.focus()
}

function isRemembered(): boolean {
  try {
    return localStorage.getItem(key) !== 'off'
  } catch {
    return true
  }
}

function remember(isOn: boolean): void {
  try {
    if (isOn) localStorage.removeItem(key)
    else localStorage.setItem(key, 'off')
  } catch {
    // A browser that keeps nothing asks again on the next visit.
  }
}
