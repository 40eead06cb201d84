import { cleanup, render, screen } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { forgetMark, setMark } from '../../shared/device/kept/mark'
import { session } from '../../shared/session'
import { alex } from '../../shared/testing/answers'
import { planItem, theirPlan } from '../../shared/testing/safety-plans'
import { PlanCard } from './PlanCard'

const begun = theirPlan({ signs: [planItem('I stop answering the door.')] })
const notBegun = theirPlan({}, { is_begun: false })
const leadsTo = (name: string) => screen.getByRole('link', { name }).getAttribute('href')

beforeEach(() => {
  session.value = { state: 'signed-in', me: alex }
})
afterEach(() => {
  cleanup()
  forgetMark()
})

describe('the plan at home', () => {
  it('leads straight into using it', () => {
    render(<PlanCard plan={begun} isKnown />)
    expect(leadsTo('Use my plan')).toBe('/my-plan/use')
  })

  it('invites to begin it where there is none', () => {
    render(<PlanCard plan={notBegun} isKnown />)
    expect(leadsTo('A plan for hard days')).toBe('/my-plan')
  })

  it('promises nothing while it is not known, and still leads there when it could not be asked', () => {
    const { rerender } = render(<PlanCard plan={null} isKnown={false} />)
    expect(screen.queryByRole('link')).toBeNull()
    rerender(<PlanCard plan={null} isKnown />)
    expect(leadsTo('Use my plan')).toBe('/my-plan/use')
  })

  it('is there at once where her copy is kept on this phone, and only hers', () => {
    const mark = { how: 'open' as const, asOf: '2026-11-22T10:00:00Z', phoneId: 'ph' }
    setMark({ ...mark, accountId: 'somebody-else' })
    const { rerender } = render(<PlanCard plan={null} isKnown={false} />)
    expect(screen.queryByRole('link')).toBeNull()
    setMark({ ...mark, accountId: alex.account_id })
    rerender(<PlanCard plan={null} isKnown={false} />)
    expect(leadsTo('Use my plan')).toBe('/my-plan/use')
  })
})
