/** What a file really is, by its first bytes. What it is called, or says of itself, counts for nothing. */

export type PhotoKind = 'jpeg' | 'png' | 'webp' | 'gif' | 'bmp' | 'heic' | 'avif'

const heic = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']
const avif = ['avif', 'avis']

/** Null for anything that is not a photo. Drawings made of words (SVG) are none: they could hold more than a picture. */
export async function kindOf(file: Blob): Promise<PhotoKind | null> {
  const start = String.fromCharCode(...new Uint8Array(await file.slice(0, 12).arrayBuffer()))
  if (start.startsWith('\xff\xd8\xff')) return 'jpeg'
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  if (start.startsWith('RIFF') && start.endsWith('WEBP')) return 'webp'
  if (start.startsWith('GIF8')) return 'gif'
  if (start.startsWith('BM')) return 'bmp'
  return start.slice(4, 8) === 'ftyp' ? isoKind(start.slice(8)) : null
}

function isoKind(brand: string): PhotoKind | null {
  if (heic.includes(brand)) return 'heic'
  return avif.includes(brand) ? 'avif' : null
}
