/**
 * Small marks that must be set before anything can go wrong: which databases exist here, and whether a
 * sign-out is still under way. Kept in localStorage because that is written at once, with no waiting.
 */
const storesKey = 'waymark.stores'
const leavingKey = 'waymark.leaving'

/** 'wiping': this device is not clean yet. 'telling': it is clean, the service does not know yet. */
export type Leaving = 'wiping' | 'telling'

export function noteStore(name: string): void {
  const known = knownStores()
  if (!known.includes(name)) write(storesKey, [...known, name].join(' '))
}

export function knownStores(): string[] {
  return (read(storesKey) ?? '').split(' ').filter((name) => name !== '')
}

export function forgetStores(): void {
  write(storesKey, null)
}

export function leaving(): Leaving | null {
  const mark = read(leavingKey)
  return mark === 'wiping' || mark === 'telling' ? mark : null
}

export function setLeaving(mark: Leaving | null): void {
  write(leavingKey, mark)
}

// Some private windows refuse storage altogether; nothing is kept there, so nothing needs a mark.
function read(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function write(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key)
    else localStorage.setItem(key, value)
  } catch {
    // As above.
  }
}
