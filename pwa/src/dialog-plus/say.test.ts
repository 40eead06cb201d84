import { describe, expect, it } from 'vitest'
import type { Agreement } from '../shared/api-types'
import { sayAgreed, sayOwner, sayWholeDay } from './say'
import { at } from './testing/talk'
import type { Reader } from './words'

const mine: Reader = { side: 'person', person: 'Alex', worker: 'Asha' }
const hers: Reader = { side: 'worker', person: 'Alex', worker: 'Asha' }
const yes = (by: string, how: Agreement['how'] = 'own_device'): Agreement => ({ at, by, how })
const say = (person: Agreement | null, worker: Agreement | null, reader: Reader) => sayAgreed({ agreed: { person, worker }, status: 'open' }, reader).join(' ')

describe('what was agreed, in words', () => {
  it('is agreed when both said yes on their own phones', () => {
    expect(say(yes('Alex Morgan'), yes('Asha Begum'), mine)).toBe('You and Asha both said yes.')
    expect(say(yes('Alex Morgan'), yes('Tom Osei'), hers)).toBe('Alex and Tom both said yes.')
  })

  it('says on whose phone a yes was given, where it was not one’s own', () => {
    expect(say(yes('Asha Begum', 'this_device'), yes('Asha Begum'), mine)).toBe('You said yes on Asha’s phone. Asha said yes.')
    expect(say(yes('Alex Morgan'), yes('Alex Morgan', 'this_device'), mine)).toBe('You said yes. Asha said yes on your phone.')
    expect(say(yes('Alex Morgan'), yes('Alex Morgan', 'this_device'), hers)).toBe('Alex said yes. Asha said yes on Alex’s phone.')
  })

  it('says whose yes is missing', () => {
    expect(say(null, null, mine)).toBe('Waiting for your yes. Waiting for Asha’s yes.')
    expect(say(yes('Alex Morgan'), null, { ...mine, worker: null })).toBe('You said yes. Waiting for your worker’s yes.')
    expect(say(yes('Alex Morgan'), null, hers)).toBe('Alex said yes. Waiting for your yes.')
    expect(say(yes('Alex Morgan'), null, { ...hers, worker: null })).toBe('Alex said yes. Waiting for your team’s yes.')
  })

  it('waits for nobody once it is past', () => {
    expect(sayAgreed({ agreed: { person: null, worker: null }, status: 'let_go' }, mine)).toEqual([])
  })
})

it('says who does it', () => {
  expect(sayOwner({ owner: 'person', owner_name: 'Alex Morgan' }, mine)).toBe('You')
  expect(sayOwner({ owner: 'person', owner_name: 'Alex Morgan' }, hers)).toBe('Alex')
  expect(sayOwner({ owner: 'worker', owner_name: 'Tom Osei' }, mine)).toBe('Tom')
  expect(sayOwner({ owner: 'worker', owner_name: '' }, { ...mine, worker: null })).toBe('Your worker')
  expect(sayOwner({ owner: 'other', owner_name: 'Mr Okoro' }, mine)).toBe('Mr Okoro')
})

it('says a day on paper with its year', () => {
  expect(sayWholeDay('2026-11-27')).toBe('27 November 2026')
})
