import { act, render, screen } from '@testing-library/preact'
import { beforeEach, describe, expect, it } from 'vitest'
import { forgetMark, setMark } from '../shared/device/kept/mark'
import { session } from '../shared/session'
import { alex, answerWith, asha } from '../shared/testing/answers'
import { NotReachedPage } from './NotReachedPage'
import { UrgentHelpPage } from './UrgentHelpPage'

const keep = () => setMark({ accountId: alex.account_id, how: 'open', asOf: '2026-11-20T10:00:00Z', phoneId: 'phone' })
const link = (name: string) => screen.queryByRole('link', { name })?.getAttribute('href')

beforeEach(() => {
  answerWith({})
  forgetMark()
  session.value = { state: 'signed-out' }
})

describe('the way to the plan', () => {
  it('is with urgent help where she is signed in or a copy is kept here, and nowhere else', () => {
    render(<UrgentHelpPage />)
    expect(link('Use my plan')).toBeUndefined()
    void act(() => keep())
    expect(link('Use my plan')).toBe('/my-plan/use')
    void act(() => {
      forgetMark()
      session.value = { state: 'signed-in', me: alex }
    })
    expect(link('Use my plan')).toBe('/my-plan/use')
    void act(() => {
      session.value = { state: 'signed-in', me: asha }
    })
    expect(link('Use my plan')).toBeUndefined()
  })

  it('is the first thing where the service is not reached', () => {
    keep()
    render(<NotReachedPage />)
    const [first] = screen.getAllByRole('link')
    expect([first?.textContent, first?.getAttribute('href')]).toEqual(['Open my plan', '/my-plan/now'])
  })
})
