import { describe, expect, it } from 'vitest'
import { faultIn, isOld } from './rules'

describe('a PIN', () => {
  it.each([
    ['12345', 'short'], ['', 'short'], ['heron 42', 'letters'], ['111111', 'easy'], ['123456', 'easy'], ['987654', 'easy'], ['abcdef', 'easy'],
  ])('%s does not do: %s', (pin, fault) => expect(faultIn(pin, pin)).toBe(fault))

  it.each(['heron42', '190347', 'Gwdihŵ7', ' heron42 '])('%s does', (pin) => expect(faultIn(pin, pin.trim())).toBeNull())

  it('is written twice', () => expect(faultIn('heron42', 'heron43')).toBe('differs'))
})

describe('an old copy', () => {
  const now = Date.parse('2026-11-22T12:00:00Z')
  it('is one of more than 30 days', () => {
    expect(isOld('2026-10-22T11:00:00Z', now)).toBe(true)
    expect(isOld('2026-10-24T12:00:00Z', now)).toBe(false)
  })
  it('is none from the future: then the clock is wrong', () => expect(isOld('2027-11-22T12:00:00Z', now)).toBe(false))
})
