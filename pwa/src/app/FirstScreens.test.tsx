import { render, screen } from '@testing-library/preact'
import { describe, expect, it } from 'vitest'
import { Unlock } from '../safety-plan/keeping/Unlock'
import { FirstScreens } from './FirstScreens'

const wordsIn = (root: Element | null) => [...(root?.querySelectorAll('p, label, button') ?? [])].map(({ textContent }) => textContent)

describe('the locks that stand there before the app', () => {
  it.each(['pin', 'passkey'] as const)('say what the app says in their place: %s', (how) => {
    const { container } = render(<FirstScreens />)
    const before = wordsIn(container.querySelector(`.wm-first--${how}`))
    const after = wordsIn(render(<Unlock how={how} waitSeconds={0} onOpened={() => undefined} />).container)
    expect(before.length).toBeGreaterThan(1)
    expect(after.filter((said) => said !== '').slice(0, before.length)).toEqual(before)
  })

  it('can send nothing: the PIN would stand in the address', () => {
    const { container } = render(<FirstScreens />)
    expect(container.querySelector('form, [type=submit]')).toBeNull()
    expect(screen.getByLabelText('Your PIN').closest('form')).toBeNull()
  })

  it('have a place for her first section, empty in what everybody gets', () => {
    const { container } = render(<FirstScreens />)
    expect(container.querySelector('#kept[data-plan="no"] .wm-first--open')?.textContent).toBe('%first%')
  })
})
