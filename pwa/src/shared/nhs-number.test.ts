import { describe, expect, it } from 'vitest'
import { faultIn, nhsNumberIn, nhsNumberWords, sayNhsNumber, whileTyping } from './nhs-number'

describe('an NHS number', () => {
  it.each(['999 000 0018', '9990000018', '999-000-0018', ' 9434765919 '])('is taken as it is written: %j', (typed) => {
    expect(nhsNumberIn(typed)).toBe(typed.replaceAll(/\D/g, ''))
  })

  it('whose digits do not fit together is not taken, in kind words', () => {
    expect(faultIn('943 476 5910')).toBe(nhsNumberWords.wrong)
    expect(faultIn('943 467 5919')).toBe(nhsNumberWords.wrong)
    expect(faultIn('943 476')).toBe('An NHS number has 10 digits. You have 6.')
    expect(faultIn('94347659190')).toContain('You have 11')
    expect(faultIn('943 476 5919 X')).not.toBeNull()
  })

  it('whose check digit would be ten is none', () => {
    expect(Array.from({ length: 10 }, (_, digit) => digit).filter((last) => nhsNumberIn(`000000006${last}`) !== null)).toEqual([])
  })

  it('is put into groups while it is typed at its end, and left alone in the middle', () => {
    expect(['9', '99', '999', '9990', '9990000', '99900000018'].map(sayNhsNumber)).toEqual(['9', '99', '999', '999 0', '999 000 0', '999 000 0001'])
    expect(whileTyping('999', '9990')).toBe('999 0')
    expect(whileTyping('', '9990000018')).toBe('999 000 0018')
    expect(whileTyping('999 000', '999 00')).toBe('999 00')
    expect(whileTyping('999 000', '9919 000')).toBe('9919 000')
  })
})
