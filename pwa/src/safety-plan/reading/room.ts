/** How much room is left for photos, in words. */
import { limits } from './prepare-photo'
import { words } from './photo-words'

/** Less than this is no room: no photo worth looking at is so small. */
const least = 30_000

export const isFull = (bytesLeft: number): boolean => bytesLeft < least

export function sayRoom(bytesLeft: number): string {
  if (isFull(bytesLeft)) return words.full
  const photos = Math.floor(bytesLeft / limits.aim)
  return photos === 0 ? words.littleRoom : words.room(photos)
}
