import { describe, expect, it } from 'vitest'
import type { Device, DeliveryKind } from '../shared/api-types'
import { hasArrived, labelFor, placeOf, possibleHere } from './rules'

const person = { is_person: true, is_worker: false }
const worker = { is_person: false, is_worker: true }
const both = { is_person: true, is_worker: true }
const about = (kind: string, subject_id: string | null = 's1') => ({ kind: kind as DeliveryKind, subject_id })

describe('where a message leads', () => {
  it.each([
    [about('step_up.answered'), person, '/my-requests/s1'],
    [about('step_up.note'), person, '/my-requests/s1'],
    [about('step_up.asked'), worker, '/requests/s1'],
    [about('step_up.asked'), both, '/requests/s1'],
    [about('step_up.answered'), both, '/my-requests/s1'],
    [about('device.test', 'd1'), worker, '/devices'],
    [about('step_up.asked', null), worker, '/requests'],
    [about('goals.suggested'), person, '/goals'],
    [about('dialog_plus.started'), person, '/working-on'],
    [about('dialog_plus.agreed'), worker, '/caseload'],
    [about('safety_plan.suggested'), person, '/my-plan'],
    [about('safety_plan.proposed'), person, '/my-plan/agree'],
    [about('safety_plan.proposed', 'r1'), worker, '/records/r1/safety-plan'],
    [about('safety_plan.review_due', null), worker, '/caseload'],
    [about('safety_plan.review_due', 'r1'), both, '/records/r1/safety-plan'],
    [about('safety_plan.review_due', 'r2'), { ...both, record_id: 'r2' }, '/my-plan/agree'],
    [about('safety_plan.suggested'), worker, '/'],
    [about('admission.arrived'), worker, '/caseload/invite'],
    [about('admission.question'), worker, '/caseload/invite'],
    [about('admission.confirmed'), person, '/'],
    [about('admission.way_in_added'), person, '/account'],
    [about('care.let_go'), worker, '/team'],
    [about('something.new'), person, '/'],
  ])('%j', (delivery, who, place) => {
    expect(placeOf(delivery, who)).toBe(place)
  })
})

describe('whether messages can be turned on', () => {
  const browser = { hasPush: true, isApplePhone: false, isInstalled: false, permission: 'default' as const }
  it.each([
    [browser, 'yes'],
    [{ ...browser, permission: 'denied' as const }, 'blocked'],
    [{ ...browser, hasPush: false }, 'not-here'],
    [{ ...browser, hasPush: false, isApplePhone: true }, 'needs-home-screen'],
    [{ ...browser, isApplePhone: true, isInstalled: true }, 'yes'],
  ])('%j', (here, answer) => {
    expect(possibleHere(here)).toBe(answer)
  })
})

it('knows an arrival by a newer confirmation of this very device', () => {
  const device = (id: string, last_confirmed_at: string | null): Device => ({ id, label: id, created_at: '', last_confirmed_at, is_working: true })
  const before = '2026-11-22T10:00:00Z'
  expect(hasArrived([device('a', null)], 'a', null)).toBe(false)
  expect(hasArrived([device('a', before)], 'a', null)).toBe(true)
  expect(hasArrived([device('a', before)], 'a', before)).toBe(false)
  expect(hasArrived([device('b', '2026-11-22T10:01:00Z')], 'a', before)).toBe(false)
  expect(hasArrived([device('a', '2026-11-22T10:01:00Z')], 'a', before)).toBe(true)
})

it('names a browser as its owner would', () => {
  const on = (browser: string, system: string) => `${browser} on ${system}`
  expect(labelFor('Mozilla/5.0 (Linux; Android 14) Chrome/130 Safari/537', 'A browser', on)).toBe('Chrome on Android')
  expect(labelFor('curl', 'A browser', on)).toBe('A browser')
})
