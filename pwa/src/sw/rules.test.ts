import { describe, expect, it } from 'vitest'
import { answerFor, cachesToDrop, neutral, newsIn, ownPath, withFirstScreen } from './rules'
import { readShelf } from './shelf'

const origin = 'https://waymark.example'
const id = '0190a000-0000-7000-8000-000000000009'

describe('a push', () => {
  const declared = {
    web_push: 8030,
    notification: { title: 'Waymark', body: 'Action needed. Open the app.', navigate: `${origin}/open/${id}`, tag: 'topic', silent: false },
    id,
  }

  it('is read as the service declares it', () => {
    expect(newsIn(declared, origin)).toEqual({
      title: 'Waymark', body: 'Action needed. Open the app.', tag: 'topic', silent: false, path: `/open/${id}`, deliveryId: id,
    })
  })

  it.each([null, undefined, 'text', 7, {}, { notification: {} }, { notification: { body: ' ' } }])('shows neutral words for %j', (payload) => {
    expect(newsIn(payload, origin)).toMatchObject({ ...neutral, path: '/', deliveryId: null, tag: null })
  })

  it('reports nothing for an id that could lead elsewhere', () => {
    expect(newsIn({ ...declared, id: '../sign-out?x=' }, origin).deliveryId).toBeNull()
  })

  it.each([
    [`${origin}/open/1?x=2`, '/open/1?x=2'],
    ['/open/1', '/open/1'],
    ['https://elsewhere.example/open/1', '/'],
    ['//elsewhere.example/x', '/'],
    ['javascript:alert(1)', '/'],
    [12, '/'],
  ])('opens only our own addresses: %s', (address, path) => expect(ownPath(address, origin)).toBe(path))
})

describe('what is answered from the device', () => {
  const asked = (path: string, more = {}) => ({ method: 'GET', mode: 'cors', url: origin + path, ...more })
  const files = ['/', '/assets/a.js', '/icon.svg']

  it.each([
    ['the data of the service', asked('/api/me'), 'network'],
    ['an opened API address', asked('/api/openapi.json', { mode: 'navigate' }), 'network'],
    ['the service’s health', asked('/health', { mode: 'navigate' }), 'network'],
    ['the worker itself', asked('/sw.js'), 'network'],
    ['anything sent', asked('/assets/a.js', { method: 'POST' }), 'network'],
    ['another place', { method: 'GET', mode: 'navigate', url: 'https://elsewhere.example/' }, 'network'],
    ['a file that is not kept', asked('/robots.txt'), 'network'],
    ['a page', asked('/my-requests/1', { mode: 'navigate' }), 'shell'],
    ['the kept plan, from a shortcut too', asked('/my-plan/now?from=icon', { mode: 'navigate' }), 'ready-page'],
    ['a photo of the kept plan', asked('/my-plan/now/photos/1', { mode: 'no-cors' }), 'private-photo'],
    ['the kept plan asked for by a script', asked('/my-plan/now'), 'network'],
    ['the rest of the plan', asked('/my-plan/use', { mode: 'navigate' }), 'plan-page'],
    ['her first screen, which is part of a page', asked('/my-plan/use/first'), 'network'],
    ['a kept file', asked('/icon.svg'), 'kept-file'],
    ['a file of the version before', asked('/assets/old.js'), 'kept-file'],
  ])('%s', (_what, request, from) => expect(answerFor(request, origin, files)).toBe(from))
})

describe('the page of her plan', () => {
  const page = '<style>a</style><template id="first"><div id="kept" data-plan="no"><p>locks</p>%first%</div></template><div id="app"></div>'

  it('has her first screen in it, whatever letters she wrote', () => {
    const first = "<p>$& $' tea</p>"
    expect(withFirstScreen(page, first)).toBe(`<style>a</style><div id="kept" data-plan="yes"><p>locks</p>${first}</div><div id="app"></div>`)
  })

  it('has the locks alone where no plan lies open', () => {
    expect(withFirstScreen(page, null)).toBe('<style>a</style><div id="kept" data-plan="no"><p>locks</p></div><div id="app"></div>')
  })
})

describe('versions', () => {
  it('keeps its own and the one before it', () => {
    const names = ['waymark-shell-1', 'waymark-private-plan', 'waymark-shell-2', 'waymark-shell-3']
    expect(cachesToDrop(names, 'waymark-shell-3')).toEqual(['waymark-shell-1'])
    expect(cachesToDrop(['waymark-shell-3'], 'waymark-shell-3')).toEqual([])
  })

  it('reads the list that the build writes, and has none before that', () => {
    expect(readShelf('{"version":"1","files":["/"]}')).toEqual({ version: '1', files: ['/'] })
    expect(readShelf().files).toEqual([])
  })
})
