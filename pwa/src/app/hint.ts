/**
 * Which kind of page this device showed last: so that the first paint needs no answer from the service.
 * It says nothing about who was signed in.
 */
import type { Me } from '../shared/api-types'

const key = 'waymark.last'
export type Hint = 'person' | 'worker'

function read(): Hint | null {
  try {
    const found = localStorage.getItem(key)
    return found === 'person' || found === 'worker' ? found : null
  } catch {
    return null
  }
}

function write(value: Hint | null): void {
  try {
    if (value === null) localStorage.removeItem(key)
    else localStorage.setItem(key, value)
  } catch {
    // A browser that keeps nothing starts a little slower.
  }
}

export const hint = {
  read,
  remember: (me: Me) => write(me.is_person ? 'person' : 'worker'),
  forget: () => write(null),
}
