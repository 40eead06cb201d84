import { describe, expect, it } from 'vitest'
import { allPaths, newcomer, signedIn, signedOut } from './routes'

const paths = (who: { is_person: boolean; is_worker: boolean }) => Object.keys(signedIn({ ...who, is_trusted: false }))

describe('who may open what', () => {
  it('keeps private pages out of the table of those who are signed out', () => {
    expect(Object.keys(signedOut).sort()).toEqual(
      ['/', '/demo/messages', '/help-for-carers', '/join', '/look', '/my-plan/now', '/my-plan/use', '/privacy', '/sign-in/back', '/sign-in/code', '/sign-in/link', '/team/wall', '/tell/:teamId', '/trusted', '/urgent-help'],
    )
  })

  it('gives a person no page of workers, and a worker none of persons', () => {
    expect(paths({ is_person: true, is_worker: false }).filter((path) => /^\/(requests|caseload|rota|team|messages)/.test(path))).toEqual([])
    expect(paths({ is_person: false, is_worker: true }).filter((path) => /^\/(ask|my-requests|people|sharing|who|about-me)/.test(path))).toEqual([])
  })

  it('gives both to somebody who is both', () => {
    expect(paths({ is_person: true, is_worker: true })).toEqual(expect.arrayContaining(['/ask', '/requests', '/devices']))
  })

  it('has the page of those who wait only for those who have nothing yet', () => {
    expect(paths({ is_person: false, is_worker: false })).toContain('/waiting')
    expect(paths({ is_person: true, is_worker: false })).not.toContain('/waiting')
    expect(Object.keys(signedIn({ is_person: false, is_worker: false, is_trusted: true }))).not.toContain('/waiting')
  })

  it('has every page that exists, each once', () => {
    expect(new Set(allPaths).size).toBe(allPaths.length)
    expect(allPaths.length).toBe(91)
  })

  it('can fetch every page', async () => {
    const table = { ...signedOut, ...newcomer, ...signedIn({ is_person: true, is_worker: true, is_trusted: true }) }
    for (const [path, page] of Object.entries(table)) expect(await page.preload(), path).toBeTypeOf('function')
  }, 30_000)
})
