import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { kindOf } from './photo-kind'
import { fitInto, limits, preparePhoto, type PhotoTrouble } from './prepare-photo'

const bytes = (...text: string[]) => new Blob([Uint8Array.from(text.join(''), (letter) => letter.charCodeAt(0))])
const jpeg = bytes('\xff\xd8\xff\xe1 Exif GPS and the rest')
const heic = bytes('\0\0\0\x18ftypheic and the rest')

/** What the browser of the test makes of a file. */
let size: [number, number] | null = [4000, 3000]
let canDecode = true
/** How large a picture of this many pixels becomes. */
let weight = (pixels: number) => pixels / 10
const drawn: { width: number; height: number; ground: string }[] = []
const closed = vi.fn()
const asked = vi.fn()

class FakeImage {
  onload = () => undefined
  onerror = () => undefined
  naturalWidth = size?.[0] ?? 0
  naturalHeight = size?.[1] ?? 0
  set src(_address: string) {
    queueMicrotask(size === null ? this.onerror : this.onload)
  }
}

class FakeCanvas {
  pen = { fillStyle: '', fillRect: vi.fn(), drawImage: vi.fn(), imageSmoothingQuality: '' }
  constructor(readonly width: number, readonly height: number) {}
  getContext() {
    return this.pen
  }
  convertToBlob({ type, quality }: { type: string; quality: number }) {
    drawn.push({ width: this.width, height: this.height, ground: this.pen.fillStyle })
    return Promise.resolve(new Blob([new Uint8Array(Math.round(weight(this.width * this.height) * quality))], { type }))
  }
}

beforeEach(() => {
  ;[size, canDecode, weight] = [[4000, 3000], true, (pixels) => pixels / 10]
  drawn.length = 0
  closed.mockClear()
  asked.mockClear()
  vi.stubGlobal('Image', FakeImage)
  vi.stubGlobal('OffscreenCanvas', FakeCanvas)
  vi.stubGlobal('createImageBitmap', (_file: Blob, options: unknown) => {
    asked(options)
    return canDecode ? Promise.resolve({ close: closed }) : Promise.reject(new DOMException('could not be decoded', 'InvalidStateError'))
  })
})
afterEach(() => vi.unstubAllGlobals())

const why = async (file: Blob, room = 5_000_000) => await preparePhoto(file, room).then(() => 'nothing', (error: unknown) => (error as PhotoTrouble).why)

describe('what a file is', () => {
  it.each([
    ['\xff\xd8\xff\xe0', 'jpeg'], ['\x89PNG\r\n\x1a\n', 'png'], ['RIFF1234WEBPVP8 ', 'webp'], ['GIF89a', 'gif'], ['BM1234', 'bmp'],
    ['\0\0\0\x18ftypheic', 'heic'], ['\0\0\0\x18ftypmif1', 'heic'], ['\0\0\0\x18ftypavif', 'avif'],
    ['\0\0\0\x18ftypisom', null], ['<svg xmlns="http', null], ['%PDF-1.7', null], ['', null],
  ])('is known by its first bytes: %j', async (start, kind) => {
    expect(await kindOf(bytes(start))).toBe(kind)
  })
})

describe('a photo from a phone', () => {
  it('is drawn anew at 1,600 pixels and closed again', async () => {
    const { image, width, height } = await preparePhoto(jpeg, 5_000_000)
    expect([width, height, image.type]).toEqual([1600, 1200, 'image/jpeg'])
    expect(drawn).toEqual([{ width: 1600, height: 1200, ground: '#ffffff' }])
    expect(asked).toHaveBeenCalledWith({ resizeWidth: 1600, resizeQuality: 'high' })
    expect(closed).toHaveBeenCalledOnce()
  })

  it('is never made larger, and keeps its shape', () => {
    expect(fitInto({ width: 640, height: 480 }, 1600)).toEqual({ width: 640, height: 480 })
    expect(fitInto({ width: 3000, height: 4000 }, 1600)).toEqual({ width: 1200, height: 1600 })
    expect(fitInto({ width: 10_000, height: 3 }, 1600)).toEqual({ width: 1600, height: 1 })
  })

  it('is packed more tightly until it is light', async () => {
    weight = (pixels) => pixels / 3
    const { image, width } = await preparePhoto(jpeg, 5_000_000)
    expect(width).toBe(1280)
    expect(image.size).toBeLessThanOrEqual(limits.aim)
  })

  it('may be heavier than wished, never more than a megabyte', async () => {
    weight = (pixels) => pixels * 2
    expect((await preparePhoto(jpeg, 5_000_000)).width).toBe(800)
    weight = (pixels) => pixels * 4
    expect(await why(jpeg)).toBe('too-large')
    expect(closed).toHaveBeenCalledTimes(2)
  })

  it('is made to fit the room that is left, or says that there is none', async () => {
    expect((await preparePhoto(jpeg, 100_000)).width).toBe(1280)
    expect(await why(jpeg, 20_000)).toBe('no-room')
  })
})

describe('a file that cannot be used', () => {
  it('is told apart: no photo, damaged, of another kind, too large', async () => {
    expect(await why(bytes('%PDF-1.7'))).toBe('not-a-photo')
    size = null
    expect(await why(jpeg)).toBe('damaged')
    expect(await why(heic)).toBe('other-kind')
    size = [12_000, 9000]
    expect(await why(jpeg)).toBe('too-large')
    expect(asked).not.toHaveBeenCalled()
  })

  it('can have a good beginning and be damaged further on', async () => {
    canDecode = false
    expect(await why(jpeg)).toBe('damaged')
    expect(await why(heic)).toBe('other-kind')
  })
})
