import { describe, expect, it } from 'vitest'
import { chosenPast, chosenPromise, nextDay, promiseChoices } from './promise-times'

const choicesAt = (now: string) => Object.fromEntries(promiseChoices(Date.parse(now)).map(({ key, at }) => [key, at]))

describe('the times to choose from', () => {
  it('are said in whole five minutes, and in London time', () => {
    expect(choicesAt('2026-11-23T10:02:40Z')).toEqual({
      quarter: '2026-11-23T10:20:00Z', hour: '2026-11-23T11:05:00Z', later: '2026-11-23T12:00:00Z',
    })
    expect(choicesAt('2026-07-01T10:02:00Z').later).toBe('2026-07-01T14:00:00Z')
  })

  it('go on tomorrow when the day is over', () => {
    expect(choicesAt('2026-11-23T18:00:00Z').later).toBe('2026-11-24T10:00:00Z')
    expect(choicesAt('2026-11-23T23:55:00Z').later).toBe('2026-11-24T10:00:00Z')
  })

  it('stay right over the nights when the clocks change', () => {
    expect(choicesAt('2026-03-28T20:00:00Z').later).toBe('2026-03-29T09:00:00Z')
    expect(choicesAt('2026-10-24T22:30:00Z').later).toBe('2026-10-25T10:00:00Z')
    expect(nextDay(Date.parse('2026-10-24T23:30:00Z'))).toBe('2026-10-26')
  })

  it('are never in the past, whatever the minute', () => {
    for (let minute = 0; minute < 24 * 60; minute += 7) {
      const now = Date.parse('2026-10-25T00:00:00Z') + minute * 60_000
      for (const { at } of promiseChoices(now)) expect(Date.parse(at)).toBeGreaterThanOrEqual(now + 15 * 60_000)
    }
  })
})

describe('a time that somebody types', () => {
  const now = Date.parse('2026-11-23T10:00:00Z')

  it('is taken when it is to come within seven days', () => {
    expect(chosenPromise('2026-11-23', '15:00', now)).toEqual({ at: '2026-11-23T15:00:00Z', problem: null })
  })

  it.each([
    ['', '15:00', 'missing'],
    ['2026-11-23', '', 'missing'],
    ['2026-13-41', '15:00', 'missing'],
    ['2026-11-23', '09:00', 'past'],
    ['2026-12-01', '10:00', 'too_far'],
  ])('%s %s is %s', (day, clock, problem) => expect(chosenPromise(day, clock, now)).toEqual({ at: null, problem }))

  it('of a contact must have been', () => {
    expect(chosenPast('2026-11-23', '09:00', now).problem).toBeNull()
    expect(chosenPast('2026-11-23', '10:30', now).problem).toBe('future')
  })
})
