// The first lines of index.html run before anything is drawn: the plain look, and "back" after the quick way out.
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const { document, Event, history, localStorage, location, performance, sessionStorage } = globalThis
const lines = /<script>([^]*?)<\/script>/.exec(readFileSync('index.html', 'utf8'))?.[1] ?? ''
const links = '<link rel="manifest" href="/manifest.webmanifest"><link rel="icon" href="/icon.svg"><link rel="apple-touch-icon" href="/icon-192.png">'
const hrefs = () => [...document.head.querySelectorAll('link')].map((link) => link.getAttribute('href'))
const page = document.documentElement
const replace = vi.fn()

function start(type = 'navigate') {
  vi.spyOn(performance, 'getEntriesByType').mockReturnValue([/** @type {PerformanceNavigationTiming} */ (/** @type {unknown} */ ({ type }))])
  new Function(lines)()
}

beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
  replace.mockClear()
  document.head.innerHTML = links
  document.title = 'Waymark'
  history.replaceState(null, '', '/')
  vi.spyOn(location, 'replace').mockImplementation(replace)
})
afterEach(() => {
  page.removeAttribute('data-look')
  page.removeAttribute('data-left')
  page.removeAttribute('data-kept')
})

describe('the look', () => {
  it('is its own where nothing was chosen', () => {
    start()
    expect([document.title, page.hasAttribute('data-look'), hrefs()[0]]).toEqual(['Waymark', false, '/manifest.webmanifest'])
  })

  it('is plain before anything is drawn where that was chosen', () => {
    localStorage.setItem('waymark.look', 'plain')
    start()
    expect([document.title, page.getAttribute('data-look')]).toEqual(['Notebook', 'plain'])
    expect(hrefs()).toEqual(['/manifest-plain.webmanifest', '/plain.svg', '/plain-192.png'])
  })

  it('is that of a notebook just added to a phone, until another is chosen there', () => {
    history.replaceState(null, '', '/?plain')
    start()
    expect(localStorage.getItem('waymark.look')).toBe('plain')
    localStorage.setItem('waymark.look', 'own')
    start()
    expect(localStorage.getItem('waymark.look')).toBe('own')
  })

  it('has a manifest that differs only in what others can see, and pictures that are there', () => {
    const read = (/** @type {string} */ name) => JSON.parse(readFileSync(`public/${name}`, 'utf8'))
    const [own, plain] = [read('manifest.webmanifest'), read('manifest-plain.webmanifest')]
    for (const key of ['scope', 'display', 'lang', 'dir', 'background_color', 'theme_color']) expect(plain[key]).toBe(own[key])
    expect(JSON.stringify(plain)).not.toMatch(/waymark|record|icon-/i)
    for (const { src } of plain.icons) expect(readFileSync(`public${src}`).length, src).toBeGreaterThan(100)
  })
})

describe('a plan that is kept', () => {
  const keep = (how = 'open') => localStorage.setItem('waymark.kept', JSON.stringify({ how }))
  const kept = () => page.getAttribute('data-kept')

  it('may show before the app does, as far as it is kept to', () => {
    start()
    expect(kept()).toBeNull()
    for (const how of ['open', 'pin', 'passkey']) {
      keep(how)
      start()
      expect(kept()).toBe(how)
    }
  })

  it.each([['waymark.kept-ending', 'wiping'], ['waymark.leaving', 'wiping-all']])('does not show while it is being wiped: %s', (mark, value) => {
    keep()
    localStorage.setItem(mark, value)
    start()
    expect(kept()).toBeNull()
  })

  it('remembers what was pressed there, and nothing of the app', () => {
    keep()
    start()
    document.body.innerHTML = '<div id="kept"><button><b>Next</b></button></div><button>Next</button>'
    for (const one of document.querySelectorAll('b, body > button')) one.dispatchEvent(new Event('click', { bubbles: true }))
    expect(document.querySelectorAll('[data-pressed]')).toHaveLength(1)
    expect(document.querySelector('#kept [data-pressed]')).not.toBeNull()
    document.body.innerHTML = ''
  })
})

describe('"back" after somebody left in a hurry', () => {
  beforeEach(() => sessionStorage.setItem('waymark.left', 'https://elsewhere.example/'))

  it('leads out again, with nothing to read', () => {
    start('back_forward')
    expect([document.title, page.hasAttribute('data-left')]).toEqual(['Weather', true])
    expect(replace).toHaveBeenCalledExactlyOnceWith('https://elsewhere.example/')
  })

  it('keeps that title in the plain look too', () => {
    localStorage.setItem('waymark.look', 'plain')
    start('back_forward')
    expect(document.title).toBe('Weather')
  })

  it('is over when the app is opened anew', () => {
    start('navigate')
    expect(replace).not.toHaveBeenCalled()
    expect(sessionStorage.getItem('waymark.left')).toBeNull()
    start('back_forward')
    expect(replace).not.toHaveBeenCalled()
  })

  it('shows the app all the same where the browser keeps nothing', () => {
    vi.spyOn(sessionStorage, 'getItem').mockImplementation(() => {
      throw new Error('denied')
    })
    expect(() => start()).not.toThrow()
  })
})
