import { beforeEach, describe, expect, it, vi } from 'vitest'
import { forgetDraft, keepDraft, readDraft } from './drafts'
import { signInAs } from '../testing/answers'
import { knownStores } from './marks'

beforeEach(() => {
  localStorage.clear()
  signInAs('alex')
})

describe('drafts', () => {
  it('keeps, reads and forgets', async () => {
    expect(await readDraft('alex', 'ask')).toBeNull()
    expect(await keepDraft('alex', 'ask', { words: 'not sleeping' })).toBe(true)
    expect(await readDraft('alex', 'ask')).toMatchObject({ value: { words: 'not sleeping' } })
    await forgetDraft('alex', 'ask')
    expect(await readDraft('alex', 'ask')).toBeNull()
  })

  it('keeps one account’s words from another’s', async () => {
    await keepDraft('alex', 'ask', 'mine')
    signInAs('sam')
    expect(await readDraft('sam', 'ask')).toBeNull()
    expect(knownStores()).toEqual(['waymark-alex', 'waymark-sam'])
  })

  it('keeps nothing for somebody who is not signed in here', async () => {
    expect(await keepDraft('jo', 'ask', 'too late')).toBe(false)
    expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain('waymark-jo')
    expect(knownStores()).toEqual([])
  })

  it('tries once more when the phone has dropped the database', async () => {
    const open = vi.spyOn(indexedDB, 'open').mockImplementationOnce(() => {
      throw new DOMException('Connection to Indexed Database server lost', 'UnknownError')
    })
    expect(await keepDraft('alex', 'ask', 'kept all the same')).toBe(true)
    expect(open).toHaveBeenCalledTimes(2)
  })

  it('stands in nobody’s way in a browser that keeps nothing', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError')
    })
    expect(await keepDraft('alex', 'ask', 'lost')).toBe(false)
    expect(await readDraft('alex', 'ask')).toBeNull()
  })
})
