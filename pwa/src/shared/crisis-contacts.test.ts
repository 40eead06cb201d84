import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { CrisisContact, ServiceInfo } from './api-types'
import { bundledLines } from './bundled-lines'
import { forgetServiceTime, noteServiceTime } from './clock'
import { crisisContacts, keepCrisisLines, oldestCheck, openFirst, sayWhenOpen } from './crisis-contacts'
import { service } from './session'

const nine = Date.parse('2026-11-22T21:00:00Z')
const local: CrisisContact = {
  ...bundledLines[0]!,
  key: 'night_line', name: 'Night line', call: '01632 960 555', always_open: false, is_local: true,
  hours: [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, opens: '19:00', closes: '07:00' })),
  source: 'https://trust.example/', checked_on: '2026-10-01',
}
const trusts: CrisisContact[] = [...bundledLines.slice(0, 2), local].map((line) => ({ ...line, source: 'https://trust.example/' }))
const names = () => crisisContacts().map(({ name }) => name)

function answer(lines: CrisisContact[]): void {
  service.value = { name: 'Waymark', trust_name: null, push_public_key: 'key', is_demo: false, crisis_contacts: lines } satisfies ServiceInfo
}

beforeEach(() => {
  localStorage.clear()
  forgetServiceTime()
  service.value = null
  keepCrisisLines()
  vi.useFakeTimers({ now: nine, toFake: ['Date'] })
  return () => vi.useRealTimers()
})

describe('the list', () => {
  it('comes with the app: 999, 111 option 2 and the lines of every nation', () => {
    expect(names().slice(0, 3)).toEqual(['Emergency services', 'NHS 111, option 2', 'Samaritans'])
  })

  it('is the one that the service gives, and stays on the device', () => {
    answer(trusts)
    expect(names()).toContain('Night line')
    service.value = null
    expect(names()).toEqual(trusts.map(({ name }) => name))
    expect(localStorage.getItem('waymark.lines')).not.toContain('https://')
  })

  it('is replaced at each contact', () => {
    answer(trusts)
    answer([...trusts.slice(0, 2), { ...local, call: '01632 960 777' }])
    service.value = null
    expect(crisisContacts()[2]?.call).toBe('01632 960 777')
  })

  it.each([
    ['something else', 'something else'],
    ['another shape', '[{"name":"999"}]'],
    ['nothing at all', '[null]'],
    ['a list without 999', JSON.stringify(bundledLines.slice(1))],
    ['a list without 111', JSON.stringify([bundledLines[0], bundledLines[2]])],
    ['lines of an older app, without hours', JSON.stringify(bundledLines.map((line) => ({ ...line, hours: undefined })))],
  ])('falls back to the bundled one when the device kept %s', (_, kept) => {
    localStorage.setItem('waymark.lines', kept)
    expect(crisisContacts()).toBe(bundledLines)
  })

  it('never loses 999 and 111 to a list that the service gives', () => {
    answer([{ ...local }])
    expect(crisisContacts()).toBe(bundledLines)
    answer([])
    expect(crisisContacts()).toBe(bundledLines)
    expect(localStorage.getItem('waymark.lines')).toBeNull()
  })

  it('works where storage is refused or full', () => {
    const refuse = () => { throw new Error('refused') }
    vi.stubGlobal('localStorage', { getItem: refuse, setItem: refuse, clear: () => undefined })
    answer(trusts)
    expect(names()).toContain('Night line')
    service.value = null
    expect(crisisContacts()).toBe(bundledLines)
    vi.unstubAllGlobals()
  })

  it('says the oldest day on which a number was checked', () => {
    answer(trusts)
    expect(oldestCheck(crisisContacts())).toBe('2026-10-01')
  })
})

describe('now', () => {
  const shut = { ...local, key: 'shut', name: 'Morning line', hours: local.hours.map(({ weekday }) => ({ weekday, opens: '09:00', closes: '12:00' })) }
  const unsaid = { ...local, key: 'unsaid', name: 'Sometimes', hours: [] }
  const mixed = [shut, unsaid, ...bundledLines.slice(0, 2), local]

  it('puts those first that are open, each in their order', () => {
    noteServiceTime(new Date(nine).toUTCString())
    expect(openFirst(mixed, nine).map(({ name }) => name))
      .toEqual(['Emergency services', 'NHS 111, option 2', 'Night line', 'Morning line', 'Sometimes'])
    expect(sayWhenOpen(local, nine)).toEqual(['Open now until 7 am'])
    expect(sayWhenOpen(shut, nine)).toEqual(['Opens tomorrow at 9 am'])
  })

  it('says nothing about now by a clock that is wrong, only the hours of the week', () => {
    noteServiceTime(new Date(nine - 3 * 60 * 60_000).toUTCString())
    expect(openFirst(mixed, nine)).toEqual(mixed)
    expect(sayWhenOpen(local, nine)).toEqual(['Every day: 7 pm to 7 am'])
    expect(sayWhenOpen(bundledLines[0]!, nine)).toEqual(['Day and night'])
  })

  it('says nothing about now on a device that never compared its clock', () => {
    expect(sayWhenOpen(shut, nine)).toEqual(['Every day: 9 am to 12 noon'])
  })
})
