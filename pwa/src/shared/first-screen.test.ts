import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { isFirstScreenUp, isPlanUp, showApp } from './first-screen'

const page = document.documentElement

function stand(how: string | null, { plan = 'yes', before = '<button>Next</button>', app = '<button>Next</button>' } = {}) {
  if (how !== null) page.dataset.kept = how
  document.body.innerHTML = `<div id="kept" data-plan="${plan}">${before}</div><div id="app"><main>${app}</main></div>`
}
const field = (place: string) => document.querySelector<HTMLInputElement>(`${place} input`)

beforeEach(() => vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  delete page.dataset.kept
  document.body.innerHTML = ''
})

describe('what stands there before the app', () => {
  it.each([
    ['open', 'yes', true, true],
    ['open', 'no', false, false],
    ['pin', 'no', true, false],
    ['passkey', 'no', true, false],
    [null, 'yes', false, false],
  ])('kept %s, with a first screen: %s', (how, plan, isUp, isPlan) => {
    stand(how, { plan })
    expect([isFirstScreenUp(), isPlanUp()]).toEqual([isUp, isPlan])
  })

  it('is not there once the app has taken its place', () => {
    stand('open')
    showApp()
    expect(document.querySelector('#kept')).toBeNull()
    expect(isFirstScreenUp()).toBe(false)
    expect(showApp).not.toThrow()
  })

  it('hands over what was pressed there, once', () => {
    stand('open', { before: '<button>Next</button><button data-pressed="">Talk to somebody</button>', app: '<button>Next</button><button>Talk to somebody</button>' })
    const pressed: string[] = []
    document.querySelector('#app')?.addEventListener('click', ({ target }) => pressed.push((target as Element).textContent))
    showApp()
    vi.runAllTimers()
    expect(pressed).toEqual(['Talk to somebody'])
  })

  it('presses nothing by itself', () => {
    stand('open')
    const onClick = vi.fn()
    document.querySelector('#app')?.addEventListener('click', onClick)
    showApp()
    vi.runAllTimers()
    expect(onClick).not.toHaveBeenCalled()
  })

  it('hands over a PIN that is half written, and goes on in the same place', () => {
    stand('pin', { before: '<input type="password">', app: '<input type="text"><input type="password" id="pin">' })
    const before = field('#kept')
    if (before !== null) before.value = 'hero'
    before?.focus()
    const written: string[] = []
    document.querySelector('#pin')?.addEventListener('input', ({ target }) => written.push((target as HTMLInputElement).value))
    showApp()
    expect(written).toEqual(['hero'])
    expect(document.activeElement?.id).toBe('pin')
  })
})
