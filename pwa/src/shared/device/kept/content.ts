/** What the rows hold: one with the plan, and one for each photo. Their names carry ids only. */
import type { Id } from '../../answer-types'
import { sealRow, type Opener } from './locks'
import { withKept, type Lock, type Row } from './rows'
import { bytesOf, type Bytes } from './sealing'
import type { Ready } from './ready-page'
import type { KeptPlan } from './types'

const planName = 'plan'
const photoPrefix = 'photo:'
export const photoName = (id: Id) => photoPrefix + id

export async function sealAll(lock: Lock, { photos, ...ready }: KeptPlan): Promise<Row[]> {
  const images = Object.entries(photos).map(async ([id, photo]) => await sealRow(lock, photoName(id), new Uint8Array(await photo.arrayBuffer())))
  return await Promise.all([sealRow(lock, planName, bytesOf(JSON.stringify(ready satisfies Ready))), ...images])
}

/** Null when there is no plan among the rows. @throws where a row cannot be opened */
export async function openAll(accountId: Id, open: Opener): Promise<KeptPlan | null> {
  const rows = await withKept(accountId, (store) => store.getAll('rows'))
  const row = rows.find(({ name }) => name === planName)
  if (row === undefined) return null
  const ready = JSON.parse(new TextDecoder().decode(await open(row))) as Ready
  return { ...ready, photos: await openPhotos(rows, open) }
}

/** Ids of the photos that lie here, readable or not. */
export async function keptPhotoIds(accountId: Id): Promise<Id[]> {
  const names = await withKept(accountId, (store) => store.getAllKeys('rows'))
  return names.flatMap((name) => (name.startsWith(photoPrefix) ? [name.slice(photoPrefix.length)] : []))
}

async function openPhotos(rows: readonly Row[], open: Opener): Promise<Record<Id, Blob>> {
  const photos = rows.filter(({ name }) => name.startsWith(photoPrefix))
  const opened = await Promise.all(photos.map(async (row) => [row.name.slice(photoPrefix.length), jpeg(await open(row))] as const))
  return Object.fromEntries(opened)
}

// The service gives every photo as a JPEG, whatever it was.
const jpeg = (bytes: Bytes) => new Blob([bytes], { type: 'image/jpeg' })
