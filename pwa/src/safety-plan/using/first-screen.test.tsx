import { render } from '@testing-library/preact'
import { beforeEach, describe, expect, it } from 'vitest'
import type { PlanItem, SafetyPlan } from '../../shared/api-types'
import { firstScreen } from '../../shared/device/kept/first-screen'
import { session } from '../../shared/session'
import { item, planOf, section } from '../testing/plan'
import { screensOf } from './screens'
import { Walk } from './Walk'

const asOf = '2026-11-22T10:02:00Z'
const photo = { id: 'p', words: '', width: 4, height: 3, bytes: 5, is_private: true, at: asOf }
const first = (plan: SafetyPlan) => firstScreen({ plan, teamPhone: null, asOf })

/** Each element with its classes, where it leads and what is written in it; but for the day of the copy and what only the app can do. */
function drawn(root: Element): string[] {
  return [...root.querySelectorAll('a, p, h1, h2, ul, li, button, span, .wm-use, .wm-button-group, .wm-use__talk, .wm-use__ways')]
    .filter(({ textContent }) => textContent !== 'Read this aloud')
    .map((one) => [one.tagName, one.className, ...['href', 'aria-label'].map((name) => one.getAttribute(name)), one.textContent].join('|').replace(/as of .*\./, 'as of'))
}

function asText(html: string): Element {
  const place = document.createElement('div')
  place.innerHTML = html
  return place
}

function asApp(plan: SafetyPlan): Element {
  const inUse = { accountId: 'a', plan, readPhoto: () => Promise.reject(new Error('none')), teamPhone: null, asOf }
  return render(<Walk inUse={inUse} screens={screensOf(plan)} />).container
}

beforeEach(() => {
  history.replaceState(null, '', '/my-plan/use')
  session.value = { state: 'signed-out' }
})

describe('the first screen that is there before the app', () => {
  const plans: [string, PlanItem[], Parameters<typeof section>[0]][] = [
    ['things to do', [item('1', 'Make tea', { note: 'The blue cup', has_helped: true }), item('2', 'Songs\nloud')], 'myself'],
    ['signs, which cannot help', [item('1', 'Awake at four')], 'signs'],
    ['people to ring', [item('1', 'Mina "M" <3', { phone: '07700 900123', may_text: true }), item('2', 'Sam', { phone: '+44 1632 960101' })], 'people'],
    ['halves', [item('1', 'The library', { group: 'places' }), item('2', 'Jo', { group: 'people' })], 'distract'],
    ['what was hard, which is left out', [item('1', 'The night', { group: 'hard' }), item('2', 'Ring sooner', { group: 'me' })], 'next_time'],
  ]

  it.each(plans)('is what the app draws in its place: %s', (_what, items, heading) => {
    const plan = planOf([section(heading, items)])
    const [before, after] = [drawn(asText(first(plan))), drawn(asApp(plan))]
    expect(before.length).toBeGreaterThan(7)
    expect(before).toEqual(after)
  })

  it('says the day itself, and no "today"', () => {
    expect(first(planOf([section('myself', [item('1', 'Make tea')])]))).toContain('This is your plan as of Sunday 22 November 2026 at 10:02.')
  })

  it('lets nothing that she wrote become part of the page', () => {
    const html = first(planOf([section('people', [item('1', '<img src=x onerror=alert(1)>', { phone: '999', note: '"><script>' })], { title: '<b>' })]))
    expect(html).not.toMatch(/<img|<script|<b>/)
    expect(asText(html).textContent).toContain('<img src=x onerror=alert(1)>')
  })

  it('is not there for an empty plan, nor for one that begins with photos', () => {
    expect(first(planOf())).toBe('')
    expect(first(planOf([], { photos: [photo] }))).toBe('')
  })
})
