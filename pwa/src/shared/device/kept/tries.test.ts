import { describe, expect, it } from 'vitest'
import { beginTry, forgetTries, readWait, waitAfter, waitLeft } from './tries'
import { iterationsFor, leastIterations } from './pin'

const noon = Date.parse('2026-11-22T12:00:00Z')
const hour = 3_600_000

describe('wrong PINs', () => {
  it('cost nothing at first, then more and more, and never more than a quarter of an hour', () => {
    expect([1, 4, 5, 6, 7, 8, 9, 10, 11, 500].map(waitAfter)).toEqual([0, 0, 30, 60, 120, 240, 480, 900, 900, 900])
  })

  it('are counted before they are tried, and no PIN is tried while one waits', async () => {
    for (let count = 0; count < 5; count++) expect(await beginTry('counted', noon)).toBe(0)
    expect(await beginTry('counted', noon + 10_000)).toBe(20)
    expect(await beginTry('counted', noon + 31_000)).toBe(0)
    expect(await readWait('counted', noon + 31_000)).toBe(60)
  })

  it('are forgotten with the right one', async () => {
    for (let count = 0; count < 5; count++) await beginTry('right', noon)
    await forgetTries('right')
    expect(await readWait('right', noon)).toBe(0)
  })
})

describe('a clock that is wrong', () => {
  it('set back begins the wait anew, and no more than that', async () => {
    for (let count = 0; count < 5; count++) await beginTry('back', noon)
    expect(await beginTry('back', noon - 24 * hour)).toBe(30)
    expect(await beginTry('back', noon - 24 * hour + 30_000)).toBe(0)
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
