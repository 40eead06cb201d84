/** Where the copy lies. The account's id is in every name, so that one person's copy never appears under another. */
import type { Id } from '../../answer-types'

export const keptStorePrefix = 'waymark-kept-'
export const privateCachePrefix = 'waymark-private-'

export const keptStoreName = (accountId: Id) => keptStorePrefix + accountId
export const keptCacheName = (accountId: Id) => `${privateCachePrefix}plan-${accountId}`

/** The service worker answers these from the cache; it knows them by the same words. */
export const readyPath = '/my-plan/now'
/** The first screen of the walk: a piece of a page, which the service worker puts into the app's own. */
export const firstPath = '/my-plan/use/first'
export const photoPath = (photoId: Id) => `${readyPath}/photos/${photoId}`
