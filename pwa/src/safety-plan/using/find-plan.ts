/** Which plan there is to use: the live one where she is signed in and reached; else the copy on this phone. */
import { effect } from '@preact/signals'
import type { Id, Instant, Me, PlanPhoto, SafetyPlan } from '../../shared/api-types'
import { keptMark, openKept, type Opened, type TeamPhone } from '../../shared/device/kept'
import { isPlanUp } from '../../shared/first-screen'
import { readPlanPhoto } from '../../shared/plan-photos/read'
import { me, session } from '../../shared/session'
import { readPlan } from '../api'

export type InUse = {
  accountId: Id
  plan: SafetyPlan
  readPhoto: (photo: PlanPhoto) => Promise<Blob>
  teamPhone: TeamPhone | null
  /** When the copy was made; null for the live plan. */
  asOf: Instant | null
}
export type Found =
  | { state: 'ready'; inUse: InUse }
  | { state: 'locked'; how: 'pin' | 'passkey'; waitSeconds: number }
  | { state: 'lost' | 'none' | 'not-reached' }

/** With a copy on the phone nobody waits longer than this for an answer, in milliseconds. */
export const patience = { forSession: 1_500, forPlan: 2_500 }

export async function findPlan(): Promise<Found> {
  // She is reading the copy already: nothing else takes its place under her thumb.
  const read = isPlanUp() ? foundIn(await openKept()) : null
  if (read?.state === 'ready') return read
  await sessionKnown()
  const mine = me.value
  if (mine?.is_person === true) {
    const live = await readLive(mine).catch(() => null)
    if (live !== null) return { state: 'ready', inUse: live }
  }
  const found = foundIn(await openKept())
  const isThere = mine?.is_person === true || session.value.state === 'not-reached'
  return found.state === 'none' && isThere ? { state: 'not-reached' } : found
}

/** The copy as it is now, where it says something else than the one that she is reading; else null. */
export async function findNewer({ plan }: InUse): Promise<Found | null> {
  const found = foundIn(await openKept())
  const said = ({ sections, photos }: SafetyPlan) => JSON.stringify([sections, photos])
  return found.state === 'ready' && said(found.inUse.plan) !== said(plan) ? found : null
}

/** What the phone gave when it was asked for its copy. */
export function foundIn(opened: Opened): Found {
  if (opened.state !== 'open') return opened
  const { plan, photos, teamPhone, asOf } = opened.kept
  const readPhoto = ({ id }: PlanPhoto) => (photos[id] === undefined ? Promise.reject(new Error('not kept')) : Promise.resolve(photos[id]))
  const kept = { ...plan, photos: plan.photos.filter(({ id }) => photos[id] !== undefined) }
  return { state: 'ready', inUse: { accountId: keptMark.value?.accountId ?? '', plan: kept, readPhoto, teamPhone, asOf } }
}

async function readLive({ account_id, record_id }: Me): Promise<InUse | null> {
  if (record_id === null) return null
  const reading = readPlan(record_id)
  const { plan } = await (keptMark.value === null ? reading : Promise.race([reading, tooLong(patience.forPlan)]))
  return { accountId: account_id, plan, readPhoto: ({ id }) => readPlanPhoto(record_id, id), teamPhone: null, asOf: null }
}

/** The service may take its time to say who is here; with a copy on the phone she does not wait for it. */
async function sessionKnown(): Promise<void> {
  let stop: () => void = () => undefined
  const known = new Promise<void>((resolve) => {
    stop = effect(() => {
      if (session.value.state !== 'unknown') resolve()
    })
  })
  await Promise.race([known, tooLong(patience.forSession).catch(() => undefined)])
  stop()
}

async function tooLong(milliseconds: number): Promise<never> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds))
  throw new Error('nothing came in time')
}
