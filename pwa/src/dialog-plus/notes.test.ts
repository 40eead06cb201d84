import { describe, expect, it } from 'vitest'
import { joined, stateOfNote, type NoteDraft } from './notes'
import { note } from './testing/talk'

const draft = (words: string, version: number, sent: string | null = null): NoteDraft => ({ words, version, typedFor: 'self', sent })

describe('what a field shows', () => {
  it('is what was saved, where nothing is being written', () => {
    expect(stateOfNote(undefined, undefined)).toEqual({ words: '', base: 0, isUnsent: false, theirs: null })
    expect(stateOfNote(note('Saved.', 3), undefined)).toEqual({ words: 'Saved.', base: 3, isUnsent: false, theirs: null })
  })

  it('is what is being written, on top of what was seen', () => {
    expect(stateOfNote(undefined, draft('New', 0))).toEqual({ words: 'New', base: 0, isUnsent: true, theirs: null })
    expect(stateOfNote(note('Old', 2), draft('New', 2))).toMatchObject({ words: 'New', base: 2, isUnsent: true, theirs: null })
  })

  it('keeps both when somebody else wrote meanwhile', () => {
    const theirs = note('Theirs', 2)
    expect(stateOfNote(theirs, draft('Mine', 1))).toEqual({ words: 'Mine', base: 1, isUnsent: true, theirs })
    expect(stateOfNote(theirs, draft('Mine', 0, 'Sent before'))).toMatchObject({ theirs })
  })

  it('does not take its own words for somebody else’s, when their answer was slow or lost', () => {
    expect(stateOfNote(note('Mine', 2), draft('Mine', 1, 'Mine'))).toMatchObject({ isUnsent: false, theirs: null })
    expect(stateOfNote(note('Mine', 2), draft('Mine and more', 1, 'Mine'))).toEqual({ words: 'Mine and more', base: 2, isUnsent: true, theirs: null })
  })

  it('has nothing to send when both wrote the same', () => {
    expect(stateOfNote(note('Same', 5), draft('Same', 1))).toMatchObject({ base: 5, isUnsent: false, theirs: null })
  })
})

it('puts both below each other', () => {
  expect(joined(' Mine ', 'Theirs')).toBe('Theirs\nMine')
  expect(joined('Mine', ' ')).toBe('Mine')
})
