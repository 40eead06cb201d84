import { describe, expect, it } from 'vitest'
import { openingAt, sayHours, sayOpening, type Hours } from './opening'

const daily = (opens: string, closes: string): Hours => [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, opens, closes }))
const line = (hours: Hours, isAlways = false) => ({ hours, always_open: isAlways })
const evening = line(daily('19:00', '23:00'))
const night = line(daily('19:00', '07:00'))
const tillMidnight = line(daily('17:00', '00:00'))
const office = line([0, 1, 2, 3, 4].map((weekday) => ({ weekday, opens: '09:00', closes: '17:00' })))

/** @param at an instant with its own zone, as a phone anywhere has it */
const say = (what: ReturnType<typeof line>, at: string) => sayOpening(openingAt(what, Date.parse(at)), Date.parse(at))

describe('a line that opens in the evening', () => {
  it('is said to be open until it closes, to the minute', () => {
    expect(say(evening, '2026-11-22T18:59:59Z')).toBe('Opens today at 7 pm')
    expect(say(evening, '2026-11-22T19:00:00Z')).toBe('Open now until 11 pm')
    expect(say(evening, '2026-11-22T22:59:59Z')).toBe('Open now until 11 pm')
    expect(say(evening, '2026-11-22T23:00:00Z')).toBe('Opens tomorrow at 7 pm')
  })

  it('goes by London, wherever the phone is', () => {
    expect(say(evening, '2026-11-22T14:30:00-05:00')).toBe('Open now until 11 pm')
    expect(say(evening, '2026-11-23T08:30:00+13:00')).toBe('Open now until 11 pm')
    expect(say(evening, '2026-07-01T18:30:00Z')).toBe('Open now until 11 pm')
    expect(say(evening, '2026-07-01T22:30:00Z')).toBe('Opens tomorrow at 7 pm')
  })
})

describe('a line that reaches over midnight', () => {
  it('is open in the small hours by the evening before', () => {
    expect(say(night, '2026-11-22T23:30:00Z')).toBe('Open now until 7 am')
    expect(say(night, '2026-11-23T06:59:00Z')).toBe('Open now until 7 am')
    expect(say(night, '2026-11-23T07:00:00Z')).toBe('Opens today at 7 pm')
  })

  it('ends on Saturday morning when only Friday night is staffed', () => {
    const friday = line([{ weekday: 4, opens: '20:00', closes: '02:00' }])
    expect(say(friday, '2026-11-28T01:59:00Z')).toBe('Open now until 2 am')
    expect(say(friday, '2026-11-28T02:00:00Z')).toBe('Opens on Friday at 8 pm')
    expect(say(friday, '2026-11-23T12:00:00Z')).toBe('Opens on Friday at 8 pm')
  })

  it('closes at midnight, which is no minute of the next day', () => {
    expect(say(tillMidnight, '2026-11-22T23:59:59Z')).toBe('Open now until midnight')
    expect(say(tillMidnight, '2026-11-23T00:00:00Z')).toBe('Opens today at 5 pm')
    expect(say(line([{ weekday: 0, opens: '00:00', closes: '06:00' }]), '2026-11-22T23:00:00Z')).toBe('Opens at midnight')
  })
})

describe('the nights on which clocks change', () => {
  it('in spring a night is an hour shorter and ends at seven all the same', () => {
    expect(say(night, '2027-03-28T05:59:00Z')).toBe('Open now until 7 am')
    expect(say(night, '2027-03-28T06:00:00Z')).toBe('Opens today at 7 pm')
    expect(say(night, '2027-03-28T17:59:00Z')).toBe('Opens today at 7 pm')
    expect(say(night, '2027-03-28T18:00:00Z')).toBe('Open now until 7 am')
  })

  it('in autumn a night is an hour longer', () => {
    expect(say(night, '2026-10-25T06:59:00Z')).toBe('Open now until 7 am')
    expect(say(night, '2026-10-25T07:00:00Z')).toBe('Opens today at 7 pm')
    expect(say(evening, '2026-10-24T22:00:00Z')).toBe('Opens tomorrow at 7 pm')
    expect(say(evening, '2026-10-25T19:00:00Z')).toBe('Open now until 11 pm')
  })
})

describe('a week', () => {
  it('says the day when it is not the next', () => {
    expect(say(office, '2026-11-20T17:00:00Z')).toBe('Opens on Monday at 9 am')
    expect(say(office, '2026-11-22T12:00:00Z')).toBe('Opens tomorrow at 9 am')
  })

  it('day and night, written either way', () => {
    expect(say(line([], true), '2026-11-22T03:00:00Z')).toBe('Day and night')
    expect(say(line(daily('00:00', '00:00')), '2026-11-22T03:00:00Z')).toBe('Day and night')
  })

  it('two spans that touch are one, and a weekend without a break says its end', () => {
    const halves = line([...daily('08:00', '12:00'), ...daily('12:00', '18:00')])
    expect(say(halves, '2026-11-22T09:00:00Z')).toBe('Open now until 6 pm')
    const weekend = line([{ weekday: 5, opens: '00:00', closes: '00:00' }, { weekday: 6, opens: '00:00', closes: '00:00' }])
    expect(say(weekend, '2026-11-21T09:00:00Z')).toBe('Open now until Monday, midnight')
  })

  it('nobody could tell us', () => {
    expect(say(line([]), '2026-11-22T09:00:00Z')).toBe('We do not know when this line is open')
  })
})

describe('the hours of the week, true at any time', () => {
  it('put equal days in a row together', () => {
    expect(sayHours(evening)).toEqual(['Every day: 7 pm to 11 pm'])
    expect(sayHours(office)).toEqual(['Monday to Friday: 9 am to 5 pm'])
    expect(sayHours(line(daily('00:00', '00:00')))).toEqual(['Every day: day and night'])
    expect(sayHours(line([], true))).toEqual(['Day and night'])
    expect(sayHours(line([]))).toEqual(['We do not know when this line is open'])
  })

  it('keep a shorter day and a gap apart', () => {
    const day = (weekday: number, opens = '09:00', closes = '17:00') => ({ weekday, opens, closes })
    expect(sayHours(line([day(0, '18:30', '20:00'), day(0), day(1), day(2, '09:00', '12:00'), day(4)]))).toEqual([
      'Monday: 9 am to 5 pm and 6:30 pm to 8 pm', 'Tuesday: 9 am to 5 pm', 'Wednesday: 9 am to 12 noon', 'Friday: 9 am to 5 pm',
    ])
  })
})
