/** Whether anything on the screen would be lost by a reload: the update prompt waits for it. */
import { useEffect } from 'preact/hooks'

const unsaved = new Set<symbol>()

export function hasUnsavedWork(): boolean {
  return unsaved.size > 0
}

/** A form calls this with whether it holds words that are neither sent nor kept. */
export function useUnsavedWork(isUnsaved: boolean): void {
  useEffect(() => {
    if (!isUnsaved) return
    const mark = Symbol('unsaved')
    unsaved.add(mark)
    return () => {
      unsaved.delete(mark)
    }
  }, [isUnsaved])
}
