import { describe, expect, it } from 'vitest'
import { setMark } from './mark'
import { beginTry, forgetTries, readWait, waitAfter, waitLeft } from './tries'
import { iterationsFor, leastIterations } from './pin'

const noon = Date.parse('2026-11-22T12:00:00Z')
const hour = 3_600_000

/** A copy behind a PIN stands here for that account. */
function keptFor(accountId: string): string {
  setMark({ accountId, how: 'pin', asOf: '2026-11-22T12:00:00Z', phoneId: 'phone' })
  return accountId
}

describe('wrong PINs', () => {
  it('cost nothing at first, then more and more, and never more than a quarter of an hour', () => {
    expect([1, 4, 5, 6, 7, 8, 9, 10, 11, 500].map(waitAfter)).toEqual([0, 0, 30, 60, 120, 240, 480, 900, 900, 900])
  })

  it('are counted before they are tried, and no PIN is tried while one waits', async () => {
    const who = keptFor('counted')
    for (let count = 0; count < 5; count++) expect(await beginTry(who, noon)).toBe(0)
    expect(await beginTry(who, noon + 10_000)).toBe(20)
    expect(await beginTry(who, noon + 31_000)).toBe(0)
    expect(await readWait(who, noon + 31_000)).toBe(60)
  })

  it('are forgotten with the right one', async () => {
    const who = keptFor('right')
    for (let count = 0; count < 5; count++) await beginTry(who, noon)
    await forgetTries(who)
    expect(await readWait(who, noon)).toBe(0)
  })
})

describe('a clock that is wrong', () => {
  it('set back begins the wait anew, and no more than that', async () => {
    const who = keptFor('back')
    for (let count = 0; count < 5; count++) await beginTry(who, noon)
    expect(await beginTry(who, noon - 24 * hour)).toBe(30)
    expect(await beginTry(who, noon - 24 * hour + 30_000)).toBe(0)
  })

  it('never makes somebody wait longer than the wait', () => {
    expect(waitLeft({ count: 20, at: noon + 400 * 24 * hour, wait: 900 }, noon)).toBe(900)
  })
})

it('takes longer on a quicker phone, and never fewer rounds than the least', () => {
  expect(iterationsFor(2_000)).toBe(leastIterations)
  expect(iterationsFor(500)).toBe(leastIterations)
  expect(iterationsFor(250)).toBe(2 * leastIterations)
  expect(iterationsFor(0)).toBe(20 * leastIterations)
})
