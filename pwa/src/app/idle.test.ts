import { beforeEach, describe, expect, it } from 'vitest'
import { checkEvery, checkIdleness, idleLimit, idleness, idlenessAt, idleWarning, needsCheck, needsTouch, noteActivity, noteAnswer, noteContact, stay, touchEvery } from './idle'

const start = Date.now()
const minute = 60_000

beforeEach(() => {
  localStorage.clear()
  stay(start)
  noteContact(start)
})

describe('half an hour', () => {
  it('warns five minutes before the end', () => {
    expect(idleLimit - idleWarning).toBe(5 * minute)
    expect(idlenessAt(0, 25 * minute - 1)).toBe('active')
    expect(idlenessAt(0, 25 * minute)).toBe('warned')
    expect(idlenessAt(0, 30 * minute)).toBe('over')
  })

  it('begins anew with every sign of life, but not while the warning asks', () => {
    noteActivity(start + 20 * minute)
    expect(checkIdleness(start + 40 * minute)).toBe('active')
    expect(checkIdleness(start + 46 * minute)).toBe('warned')
    noteActivity(start + 47 * minute)
    expect(checkIdleness(start + 48 * minute)).toBe('warned')
    stay(start + 48 * minute)
    expect(idleness.value).toBe('active')
  })

  it('counts another tab in use', () => {
    localStorage.setItem('waymark.active', String(start + 29 * minute))
    expect(checkIdleness(start + 31 * minute)).toBe('active')
  })
})

describe('telling the service that somebody is here', () => {
  it('does so when hands are busy and nothing was asked for a while', () => {
    expect(needsTouch(start + touchEvery)).toBe(false)
    noteActivity(start + 4 * minute)
    expect(needsTouch(start + 4 * minute)).toBe(false)
    expect(needsTouch(start + touchEvery)).toBe(true)
    noteContact(start + touchEvery)
    expect(needsTouch(start + touchEvery)).toBe(false)
  })
})

describe('a page at which nobody does anything', () => {
  it('asks before five minutes are over whether it is still signed in', () => {
    expect(checkEvery).toBeLessThanOrEqual(5 * minute)
    noteAnswer(start)
    expect(needsCheck(start + checkEvery - 1)).toBe(false)
    expect(needsCheck(start + checkEvery)).toBe(true)
    noteAnswer(start + checkEvery)
    expect(needsCheck(start + checkEvery)).toBe(false)
  })
})
