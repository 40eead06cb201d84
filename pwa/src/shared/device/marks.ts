/**
 * Small marks that must be set before anything can go wrong: which databases exist here, whose
 * messages this browser gets, and whether a sign-out is still under way. Kept in localStorage because that is written at once, with no waiting.
 */
const storesKey = 'waymark.stores'
const leavingKey = 'waymark.leaving'
const deviceKey = 'waymark.device'

/**
 * 'wiping-all': this device is not clean yet, and gets no more messages. 'wiping': the same, but messages go on.
 * 'telling-all', 'telling': it is clean, the service does not know yet, of one or the other.
 */
export type Leaving = 'wiping-all' | 'wiping' | 'telling-all' | 'telling'
const leavings: readonly string[] = ['wiping-all', 'wiping', 'telling-all', 'telling'] satisfies Leaving[]

export function noteStore(name: string): void {
  const known = knownStores()
  if (!known.includes(name)) write(storesKey, [...known, name].join(' '))
}

export function knownStores(): string[] {
  return (read(storesKey) ?? '').split(' ').filter((name) => name !== '')
}

/** One that is gone: its name tells whose it was. */
export function forgetStore(name: string): void {
  const left = knownStores().filter((known) => known !== name)
  write(storesKey, left.length === 0 ? null : left.join(' '))
}

export function forgetStores(): void {
  write(storesKey, null)
}

export function leaving(): Leaving | null {
  const mark = read(leavingKey)
  return mark !== null && leavings.includes(mark) ? (mark as Leaving) : null
}

export function setLeaving(mark: Leaving | null): void {
  write(leavingKey, mark)
}

/** Calls back when another page of this browser begins to sign out. */
export function whenAnotherPageLeaves(what: (how: Leaving) => void): void {
  window.addEventListener('storage', ({ key, newValue }) => {
    if (key === leavingKey && newValue !== null) what(newValue as Leaving)
  })
}

/** The device id that pushes to this browser were registered under, for this account. */
export function thisDevice(accountId: string): string | null {
  const [account, device] = (read(deviceKey) ?? '').split(' ')
  return account === accountId && device !== undefined ? device : null
}

export function rememberThisDevice(accountId: string, deviceId: string): void {
  write(deviceKey, `${accountId} ${deviceId}`)
}

export function forgetThisDevice(): void {
  write(deviceKey, null)
}

/** Whether this browser gets the messages of another account than this one. */
export function isSomebodyElsesDevice(accountId: string): boolean {
  return read(deviceKey) !== null && thisDevice(accountId) === null
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
