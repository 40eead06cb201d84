import { describe, expect, it } from 'vitest'
import type { TimelineEntry } from '../shared/api-types'
import { sayEntry } from './story-words'
import { after, entry } from './testing/views'

const said = (kind: TimelineEntry['kind'], more: Partial<TimelineEntry> = {}) => sayEntry(entry(kind, 60, { by: 'Asha Begum', ...more }))

describe('the story', () => {
  it.each([
    ['Asha Begum asked for more support', said('sent')],
    ['You asked for more support', said('sent', { is_mine: true })],
    ['We told Tom, Grace and Li', said('told', { detail: { names: ['Tom', 'Grace', 'Li'] } })],
    ['We told Tom, Grace and 2 more', said('told', { detail: { names: ['Tom', 'Grace', 'Li', 'Jo'] } })],
    ['We told the team', said('told')],
    ['Asha Begum wrote down a contact, by phone', said('in_contact', { detail: { mechanism: '02', spoke_at: after(59) } })],
    ['Asha Begum handed this over to Tom Osei', said('transferred', { detail: { to: 'Tom Osei' } })],
    ['Asha Begum closed the request: there is a plan', said('closed', { detail: { reason: 'plan_agreed' } })],
    ['The promised time passed. We asked again', said('promise_missed')],
    ['Bea Dunn cannot keep the promise any more. We asked again', said('promise_passed_on', { detail: { promised_by: 'Bea Dunn' } })],
  ])('says “%s”', (expected, line) => expect(line).toBe(expected))

  it('says when a contact was where that is not just before', () => {
    expect(said('in_contact', { detail: { mechanism: '01', spoke_at: after(0) } })).toContain('face to face: ')
  })

  it('has words for a kind of event that this version does not know', () => {
    expect(sayEntry({ ...entry('note', 0), kind: 'something_new' })).toBe('Something was written down')
  })
})
