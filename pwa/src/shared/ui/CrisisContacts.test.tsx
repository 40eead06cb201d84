import { act, render, screen, within } from '@testing-library/preact'
import { hydrate } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { CrisisContact } from '../api-types'
import { bundledLines } from '../bundled-lines'
import { forgetServiceTime, noteServiceTime } from '../clock'
import { service } from '../session'
import { CrisisContacts } from './CrisisContacts'

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

describe('the contacts for urgent help', () => {
  it('say who each is for, whether somebody is there now, and when numbers were checked', () => {
    render(<CrisisContacts />)
    const rows = screen.getAllByRole('listitem')
    within(rows[0]!).getByText('Day and night')
    within(rows[2]!).getByText('Opens tomorrow at 9 am')
    within(rows[3]!).getByText('Open now until 11 pm')
    within(rows[3]!).getByText('For people over 65')
    expect(within(rows[3]!).getByText('Llinell nos').lang).toBe('cy')
    expect(within(rows[3]!).getByRole('link', { name: 'Text help to 81066' }).getAttribute('href')).toBe('sms:81066?&body=help')
    screen.getByText('Numbers checked on 1 October 2026.')
  })

  it('change while the page is open', () => {
    vi.useFakeTimers({ now: nine, toFake: ['Date', 'setInterval'] })
    const { rerender } = render(<CrisisContacts />)
    vi.setSystemTime(Date.parse('2026-11-22T23:00:00Z'))
    vi.advanceTimersByTime(30_000)
    rerender(<CrisisContacts />)
    expect(screen.queryByText('Open now until 11 pm')).toBeNull()
  })

  it('say nothing about now when the phone’s clock is wrong', () => {
    noteServiceTime(new Date(nine - 60 * 60_000).toUTCString())
    render(<CrisisContacts />)
    screen.getByText('Every day: 7 pm to 11 pm')
    expect(screen.queryByText(/Open now/)).toBeNull()
  })

  it('ring what they say where the page was drawn before this device’s own list was known', () => {
    service.value = null
    localStorage.clear()
    forgetServiceTime()
    const page = document.createElement('main')
    page.innerHTML = renderToString(<CrisisContacts />)
    localStorage.setItem('waymark.lines', JSON.stringify([...bundledLines.slice(0, 2), local, ...bundledLines.slice(2)]))
    noteServiceTime(new Date(nine).toUTCString())
    act(() => hydrate(<CrisisContacts />, page))
    const links = within(page).getAllByRole('link', { name: /^Ring / })
    expect(links.map((link) => link.getAttribute('href'))).toEqual(links.map((link) => `tel:${link.textContent.replaceAll(/\D/g, '')}`))
    within(page).getByRole('link', { name: 'Ring 01632 960 555' })
  })
})
