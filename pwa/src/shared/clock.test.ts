import { beforeEach, expect, it, vi } from 'vitest'
import { forgetServiceTime, isClockRight, noteServiceTime } from './clock'

const noon = Date.parse('2026-11-22T12:00:00Z')
const minute = 60_000
const day = 24 * 60 * minute
const header = (at: number) => new Date(at).toUTCString()

function hear(said: number, phone: number): void {
  vi.useFakeTimers({ now: phone, toFake: ['Date'] })
  noteServiceTime(header(said))
}

beforeEach(() => {
  localStorage.clear()
  forgetServiceTime()
  return () => vi.useRealTimers()
})

it('is believed once it agrees with the service', () => {
  expect(isClockRight(noon)).toBe(false)
  hear(noon, noon + 2 * minute)
  expect(isClockRight(noon + 60 * minute)).toBe(true)
})

it('is not believed when it is ahead or behind', () => {
  hear(noon, noon + 6 * minute)
  expect(isClockRight(noon + 6 * minute)).toBe(false)
  hear(noon, noon - 6 * minute)
  expect(isClockRight(noon - 6 * minute)).toBe(false)
})

it('is not believed after it went back, nor when it was compared too long ago', () => {
  hear(noon, noon)
  expect(isClockRight(noon - day)).toBe(false)
  expect(isClockRight(Date.parse('1970-01-01T00:00:00Z'))).toBe(false)
  expect(isClockRight(noon + 29 * day)).toBe(true)
  expect(isClockRight(noon + 31 * day)).toBe(false)
})

it('is remembered by the device when the app is opened again with no signal', () => {
  hear(noon, noon)
  forgetServiceTime()
  expect(isClockRight(noon + 60 * minute)).toBe(true)
  hear(noon + day, noon + day + 10 * minute)
  forgetServiceTime()
  expect(isClockRight(noon + day + 10 * minute)).toBe(false)
})

it('needs a header that is a time, and storage that is as it was written', () => {
  noteServiceTime(null)
  noteServiceTime('yesterday')
  expect(isClockRight(noon)).toBe(false)
  localStorage.setItem('waymark.clock', 'something else')
  expect(isClockRight(noon)).toBe(false)
})
