import { describe, expect, it } from 'vitest'
import { clockOf, dayAfter, dayOf, daysUntil, firstInstantAt, hourOf, instantAt, sayClock, sayDay, sayExactly, sayHowLong, sayWhen } from './times'

// A Sunday in winter, ten in the morning.
const now = '2026-11-22T10:00:00Z'

describe('clock times', () => {
  it.each([
    ['2026-11-22T15:00:00Z', '3 pm'],
    ['2026-11-22T10:02:00Z', '10:02 am'],
    ['2026-11-22T12:00:00Z', '12 noon'],
    ['2026-11-22T12:30:00Z', '12:30 pm'],
    ['2026-11-22T00:00:00Z', 'midnight'],
    ['2026-11-22T00:05:00Z', '12:05 am'],
    ['2026-07-01T14:00:00Z', '3 pm'],
  ])('says %s as %s', (at, said) => expect(sayClock(at)).toBe(said))

  it('tells the hour in the United Kingdom, in summer too', () => {
    expect(hourOf('2026-07-01T23:30:00Z')).toBe(0)
  })
})

describe('days', () => {
  it.each([
    ['2026-11-22T23:59:00Z', 'today'],
    ['2026-11-23T00:00:00Z', 'tomorrow'],
    ['2026-11-21T12:00:00Z', 'yesterday'],
    ['2026-11-24T12:00:00Z', 'Tuesday'],
    ['2026-11-28T12:00:00Z', 'Saturday'],
    ['2026-11-29T12:00:00Z', 'Sunday 29 November'],
    ['2026-11-17T12:00:00Z', 'Tuesday 17 November'],
    ['2028-03-01T12:00:00Z', '1 March 2028'],
  ])('says %s as %s', (at, said) => expect(sayDay(at, now)).toBe(said))

  it('changes day at midnight in the United Kingdom, not in Greenwich', () => {
    expect(dayOf('2026-06-30T23:30:00Z')).toBe('2026-07-01')
    expect(daysUntil('2026-07-01T12:00:00Z', '2026-06-30T23:30:00Z')).toBe(0)
  })

  it('counts a day of 23 hours as one day', () => {
    expect(daysUntil('2027-03-29T08:00:00Z', '2027-03-27T12:00:00Z')).toBe(2)
  })
})

describe('whole sayings', () => {
  it('says when, and exactly when', () => {
    expect(sayWhen('2026-11-22T15:00:00Z', now)).toBe('today, 3 pm')
    expect(sayExactly('2026-07-01T09:05:00Z')).toBe('Wednesday 1 July 2026 at 10:05')
  })

  it.each([
    [20, 'less than a minute'],
    [60, '1 minute'],
    [12 * 60, '12 minutes'],
    [60 * 60, '1 hour'],
    [125 * 60, '2 hours and 5 minutes'],
    [75 * 3600, '3 days'],
    [-60, 'less than a minute'],
  ])('says how long %i seconds are: %s', (seconds, said) => {
    expect(sayHowLong(now, Date.parse(now) + seconds * 1000)).toBe(said)
  })
})

describe('an instant from a day and a clock', () => {
  it.each([
    ['2026-11-22', '15:00', '2026-11-22T15:00:00Z'],
    ['2026-07-01', '15:00', '2026-07-01T14:00:00Z'],
    ['2026-10-25', '00:30', '2026-10-24T23:30:00Z'],
    ['2026-10-25', '09:00', '2026-10-25T09:00:00Z'],
    ['2027-03-28', '09:00', '2027-03-28T08:00:00Z'],
  ])('%s %s', (day, clock, instant) => expect(instantAt(day, clock)).toBe(instant))
})

describe('what the rota needs', () => {
  it('gives day and clock for inputs, in London', () => {
    expect(clockOf('2026-07-01T08:00:00Z')).toBe('09:00')
    expect(clockOf('2026-07-01T23:00:00Z')).toBe('00:00')
  })

  it.each([
    ['2026-10-24', 1, '2026-10-25'],
    ['2026-10-25', 1, '2026-10-26'],
    ['2027-03-28', 7, '2027-04-04'],
    ['2027-01-01', -1, '2026-12-31'],
  ])('counts days over both clock changes: %s and %i', (day, days, after) => expect(dayAfter(day, days)).toBe(after))

  it('takes the first of two readings, and a time that there is only once as it is', () => {
    expect(instantAt('2026-10-25', '01:30')).toBe('2026-10-25T01:30:00Z')
    expect(firstInstantAt('2026-10-25', '01:30')).toBe('2026-10-25T00:30:00Z')
    expect(firstInstantAt('2026-10-25', '02:00')).toBe('2026-10-25T02:00:00Z')
    expect(firstInstantAt('2026-11-22', '15:00')).toBe('2026-11-22T15:00:00Z')
  })

  it('takes the hour after where the clocks jump over a time', () => {
    expect(firstInstantAt('2027-03-28', '01:30')).toBe('2027-03-28T01:30:00Z')
  })
})
