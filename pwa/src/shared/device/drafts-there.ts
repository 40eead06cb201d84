/**
 * Drafts at the service: sent before a session ends, brought back to the shelf when one begins, and forgotten with the shelf's.
 *
 * The device and the service write the time of the same words by two clocks. What lies here is compared by the service's: a phone
 * that is a day ahead would else win against everything that was written elsewhere.
 */
import { api } from '../api'
import type { DraftPlace, Id, KeptDrafts } from '../answer-types'
import { aheadBy } from '../clock'
import { draftId } from './draft-id'
import { noteThere } from './draft-standing'
import { isBlank } from './drafts'
import { withStore, type DraftThere, type KeptDraft, type Store } from './store'

/** As many as the service keeps of one account. */
const mostDrafts = 20
/** What all requests that outlive a page may weigh together, by the rules of browsers. */
const mostWhileLeaving = 60_000

const pathOf = async (accountId: Id, key: string) => `/api/my-drafts/${await draftId(accountId, key)}`
const byServiceClock = (at: string) => new Date(Date.parse(at) - aheadBy()).toISOString()
const byOwnClock = (at: string) => new Date(Date.parse(at) + aheadBy()).toISOString()
const isBefore = (one: string, other: string) => Date.parse(one) < Date.parse(other)

/**
 * Has the service keep what lies on the shelf and is not there yet. Nobody's hand: it keeps no session alive.
 *
 * @returns why something was not kept; null when all of it is there
 */
export async function sendDrafts(accountId: Id, isLeaving = false): Promise<Error | null> {
  await tellOver(accountId)
  const { drafts, there } = await withStore(accountId, async (store) => ({ drafts: await store.getAll('drafts'), there: await store.getAll('there') }))
  const known = new Map(there.map(({ key, kept_at: keptAt, is_over: isOver }) => [key, isOver ? null : keptAt]))
  const begun = drafts.filter(({ only_here: onlyHere }) => onlyHere !== true)
  for (const { key, kept_at: keptAt } of begun) if (known.get(key) === keptAt) noteThere(key, keptAt)
  // Words that were taken out again replace those at the service, and are no reason to begin there.
  const unsent = begun.filter(({ key, value, kept_at: keptAt }) => known.get(key) !== keptAt && (known.has(key) || !isBlank(value)))
    .sort((one, other) => Date.parse(other.kept_at) - Date.parse(one.kept_at))
  const weight = unsent.reduce((sum, { value }) => sum + JSON.stringify(value).length, 0)
  const keepalive = isLeaving && weight < mostWhileLeaving
  const troubles = await Promise.all(unsent.slice(0, mostDrafts).map((draft) => sendOne(accountId, draft, keepalive)))
  return troubles.find((trouble) => trouble !== null) ?? null
}

async function sendOne(accountId: Id, draft: KeptDraft, keepalive: boolean): Promise<Error | null> {
  const { key, value, kept_at: keptAt } = draft
  const sentAs = byServiceClock(keptAt)
  const body = { key, content: JSON.stringify(value), kept_at: sentAs }
  try {
    const { kept_at: answered } = await api.put<DraftPlace>(await pathOf(accountId, key), body, { isPolling: true, keepalive })
    // Newer words of another device lie there: these are not to take them along when they go.
    await noteSent(accountId, { key, kept_at: keptAt, there_at: isBefore(sentAs, answered) ? sentAs : answered, is_over: false })
    return null
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

async function noteSent(accountId: Id, sent: DraftThere): Promise<void> {
  const isOver = await withStore(accountId, async (store) => {
    const change = store.transaction(['drafts', 'there'], 'readwrite')
    // Used while it was on its way: then it has to go there as well.
    const isGone = (await change.objectStore('drafts').get(sent.key)) === undefined
    await change.objectStore('there').put({ ...sent, is_over: isGone })
    await change.done
    return isGone
  })
  if (isOver) await tellOver(accountId)
  else noteThere(sent.key, sent.kept_at)
}

/** Tells the service what was sent or thrown away; what it does not hear now is told another time. */
export async function tellOver(accountId: Id): Promise<void> {
  const there = await withStore(accountId, (store) => store.getAll('there'))
  await Promise.all(there.filter(({ is_over: isOver }) => isOver).map(async (over) => {
    await api.delete(`${await pathOf(accountId, over.key)}?kept_at=${encodeURIComponent(over.there_at)}`, { isPolling: true })
    await withStore(accountId, (store) => dropOver(store, over))
  }).map((telling) => telling.catch(() => undefined)))
}

async function dropOver(store: Store, over: DraftThere): Promise<void> {
  const change = store.transaction('there', 'readwrite')
  const now = await change.store.get(over.key)
  if (now?.is_over === true && now.there_at === over.there_at) await change.store.delete(over.key)
  await change.done
}

export type BroughtBack = { key: string; keptAt: string }

/** Puts what lies at the service on the shelf, never over newer words. @returns what was not here before */
export async function bringBackDrafts(accountId: Id): Promise<BroughtBack[]> {
  const { drafts } = await api.get<KeptDrafts>('/api/my-drafts', { isPolling: true })
  const back: BroughtBack[] = []
  for (const draft of drafts) {
    // Somebody else may have signed in on another page of this browser: their words are not for this shelf.
    if (draft.id !== (await draftId(accountId, draft.key))) continue
    if (await withStore(accountId, (store) => putOnShelf(store, draft))) back.push({ key: draft.key, keptAt: draft.kept_at })
  }
  return back
}

async function putOnShelf(store: Store, { key, content, kept_at: thereAt }: KeptDrafts['drafts'][number]): Promise<boolean> {
  const value = readContent(content)
  const change = store.transaction(['drafts', 'there'], 'readwrite')
  const here = await change.objectStore('drafts').get(key)
  const known = await change.objectStore('there').get(key)
  // Known are also words that were sent or thrown away here, of which the service has not heard yet.
  const isHere = known?.there_at === thereAt || (here !== undefined && !isBefore(byServiceClock(here.kept_at), thereAt))
  const isNews = value !== undefined && !isHere
  if (isNews) {
    const kept_at = byOwnClock(thereAt)
    await change.objectStore('drafts').put({ key, value, kept_at })
    await change.objectStore('there').put({ key, kept_at, there_at: thereAt, is_over: false })
    noteThere(key, kept_at)
  }
  await change.done
  return isNews
}

function readContent(content: string): unknown {
  try {
    return JSON.parse(content) as unknown
  } catch {
    return undefined
  }
}
