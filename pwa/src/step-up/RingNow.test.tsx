import { render, screen } from '@testing-library/preact'
import { beforeEach, expect, it, vi } from 'vitest'
import type { CrisisContact } from '../shared/api-types'
import { bundledLines } from '../shared/bundled-lines'
import { forgetServiceTime, noteServiceTime } from '../shared/clock'
import { service } from '../shared/session'
import { RingNow } from './RingNow'

const nine = Date.parse('2026-11-22T21:00:00Z')
const daily = (opens: string, closes: string) => [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, opens, closes }))
const local: CrisisContact = {
  ...bundledLines[0]!,
  key: 'night_line', name: 'Llinell nos', call: '01632 960 555', text: '81066', text_word: 'help', explains: 'For people who know us.',
  for_whom: 'For people over 65', hours: daily('19:00', '23:00'), always_open: false, is_local: true, language: 'cy',
  source: 'https://trust.example/', checked_on: '2026-10-01',
}
const morning: CrisisContact = { ...local, key: 'morning', name: 'Morning line', call: '01632 960 556', hours: daily('09:00', '12:00') }

beforeEach(() => {
  localStorage.clear()
  forgetServiceTime()
  vi.useFakeTimers({ now: nine, toFake: ['Date'] })
  noteServiceTime(new Date(nine).toUTCString())
  const lines = [...bundledLines.slice(0, 2), morning, local].map((line) => ({ source: '', ...line }))
  service.value = { name: 'Waymark', trust_name: null, push_public_key: 'key', is_demo: false, crisis_contacts: lines }
  return () => {
    service.value = null
    vi.useRealTimers()
  }
})

it('whom to ring beside a request: who is there now comes first', () => {
  render(<RingNow team={null} />)
  const rows = screen.getAllByRole('listitem').map((row) => row.textContent)
  expect(rows.map((words) => words.replace(/Ring .*/, '').trim())).toEqual([
    'Emergency services', 'NHS 111, option 2', 'Llinell nos Open now until 11 pm', 'Morning line Opens tomorrow at 9 am',
  ])
})
