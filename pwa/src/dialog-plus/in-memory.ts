/**
 * Words that a worker types about somebody's record: held while the app is open, and never written to the device.
 * They outlive a change of page, not a reload, and are gone as soon as nobody is signed in.
 */
import type { Draft } from '../shared/device/drafts'
import { session } from '../shared/session'
import type { Shelf } from '../shared/use-draft'

const held = new Map<string, Draft<unknown>>()
const place = (accountId: string, key: string) => `${accountId} ${key}`

session.subscribe((now) => {
  if (now.state !== 'signed-in') held.clear()
})

export const inMemory: Shelf = {
  read: <T>(accountId: string, key: string) => Promise.resolve((held.get(place(accountId, key)) as Draft<T> | undefined) ?? null),
  // False: it would be lost by a reload, and the update prompt waits for that.
  keep: (accountId, key, value) => {
    held.set(place(accountId, key), { value, keptAt: new Date().toISOString() })
    return Promise.resolve(false)
  },
  forget: (accountId, key) => {
    held.delete(place(accountId, key))
    return Promise.resolve()
  },
}
