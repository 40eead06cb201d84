/**
 * Makes a photo small enough to send and to keep, on the device.
 *
 * It is drawn anew, so nothing of where, when and with what it was taken goes along. Decoding and packing happen beside the page:
 * a photo of twelve megapixels takes a moment and stops nothing.
 */
import { kindOf, type PhotoKind } from './photo-kind'

/** `no-room`: it would not fit beside the photos that are kept already. */
export type Trouble = 'not-a-photo' | 'damaged' | 'other-kind' | 'too-large' | 'no-room'

export class PhotoTrouble extends Error {
  override name = 'PhotoTrouble'
  constructor(readonly why: Trouble) {
    super(why)
  }
}

export type Prepared = { image: Blob; width: number; height: number }
type Size = { width: number; height: number }

/** In pixels and bytes. More pixels than that could end the browser of a poor phone. */
export const limits = { pixels: 50_000_000, file: 60_000_000, aim: 400_000, most: 1_000_000 }

/** From the best to the smallest: the longest side in pixels, and how finely it is packed. */
const tries = [[1600, 0.82], [1600, 0.7], [1280, 0.7], [1024, 0.65], [800, 0.6]] as const

/** @param room how many bytes are left for photos */
export async function preparePhoto(file: Blob, room: number): Promise<Prepared> {
  const kind = await kindOf(file)
  if (kind === null) throw new PhotoTrouble('not-a-photo')
  if (file.size > limits.file) throw new PhotoTrouble('too-large')
  const size = await sizeOf(file, kind)
  if (size.width * size.height > limits.pixels) throw new PhotoTrouble('too-large')
  const bitmap = await open(file, fitInto(size, tries[0][0]), kind)
  try {
    return await pack(bitmap, size, room)
  } finally {
    bitmap.close()
  }
}

/** The smaller of two: what it is, or as large as its longest side may be. */
export function fitInto({ width, height }: Size, longest: number): Size {
  const scale = Math.min(1, longest / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/** As it is held up: browsers turn it by what the camera noted. Only its first bytes are read for this. */
async function sizeOf(file: Blob, kind: PhotoKind): Promise<Size> {
  const address = URL.createObjectURL(file)
  const image = new Image()
  try {
    await new Promise((done, fail) => {
      image.onload = done
      image.onerror = fail
      image.src = address
    })
    if (image.naturalWidth * image.naturalHeight === 0) throw new Error('it has no size')
    return { width: image.naturalWidth, height: image.naturalHeight }
  } catch {
    throw unreadable(kind)
  } finally {
    URL.revokeObjectURL(address)
  }
}

/** The width alone is asked for: browsers differ on whether they turn a photo before or after, and so none pulls it out of shape. */
async function open(file: Blob, { width }: Size, kind: PhotoKind): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(file, { resizeWidth: width, resizeQuality: 'high' })
  } catch {
    throw unreadable(kind)
  }
}

/** A kind that this browser may not know is no fault of the photo. */
const unreadable = (kind: PhotoKind) => new PhotoTrouble(kind === 'heic' || kind === 'avif' ? 'other-kind' : 'damaged')

async function pack(bitmap: ImageBitmap, size: Size, room: number): Promise<Prepared> {
  const most = Math.min(limits.most, room)
  let smallest: Prepared | null = null
  for (const [longest, quality] of tries) {
    smallest = await draw(bitmap, fitInto(size, longest), quality)
    if (smallest.image.size <= Math.min(limits.aim, most)) return smallest
  }
  if (smallest !== null && smallest.image.size <= most) return smallest
  throw new PhotoTrouble(most === room ? 'no-room' : 'too-large')
}

async function draw(bitmap: ImageBitmap, { width, height }: Size, quality: number): Promise<Prepared> {
  const canvas = new OffscreenCanvas(width, height)
  const pen = canvas.getContext('2d')
  if (pen === null) throw new PhotoTrouble('too-large')
  pen.imageSmoothingQuality = 'high'
  // What can be seen through would turn black.
  pen.fillStyle = '#ffffff'
  pen.fillRect(0, 0, width, height)
  pen.drawImage(bitmap, 0, 0, width, height)
  return { image: await canvas.convertToBlob({ type: 'image/jpeg', quality }), width, height }
}
