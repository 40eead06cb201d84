import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nameWindow } from '../shared/look'
import { hasLeft, leave, neutralPlace, watchWayBack } from './leave'

const replace = vi.fn()
const cancel = vi.fn()
const page = document.documentElement
let stop: () => void

const turn = (type: 'pagehide' | 'pageshow', persisted: boolean) => dispatchEvent(Object.assign(new Event(type), { persisted }))

beforeEach(() => {
  replace.mockClear()
  cancel.mockClear()
  sessionStorage.clear()
  document.body.innerHTML = '<main>Make tea</main><dialog open>Urgent help</dialog>'
  vi.spyOn(location, 'replace').mockImplementation(replace)
  vi.stubGlobal('speechSynthesis', { cancel })
  stop = watchWayBack()
})
afterEach(() => {
  stop()
  page.removeAttribute('data-left')
})

describe('leaving quickly', () => {
  it('shows nothing from that moment on, says nothing more, and puts another page in its place', () => {
    leave()
    expect(document.body.textContent).toBe('')
    expect(hasLeft()).toBe(true)
    expect(cancel).toHaveBeenCalledOnce()
    expect(replace).toHaveBeenCalledExactlyOnceWith(neutralPlace)
    nameWindow('What I can do myself')
    expect(document.title).toBe('Weather')
  })

  it('leads whoever comes back to a page that was kept alive out again', () => {
    sessionStorage.setItem('waymark.left', neutralPlace)
    turn('pagehide', true)
    expect(hasLeft()).toBe(true)
    turn('pageshow', true)
    expect(replace).toHaveBeenCalledExactlyOnceWith(neutralPlace)
    expect(document.body.textContent).toBe('')
  })

  it('brings a page back as it was where nobody left in a hurry', () => {
    turn('pagehide', true)
    turn('pageshow', true)
    expect(hasLeft()).toBe(false)
    expect(document.body.textContent).toContain('Make tea')
    expect(replace).not.toHaveBeenCalled()
  })

  it('stops reading aloud when the page goes in any other way', () => {
    turn('pagehide', false)
    expect(cancel).toHaveBeenCalledOnce()
    expect(hasLeft()).toBe(false)
  })
})
