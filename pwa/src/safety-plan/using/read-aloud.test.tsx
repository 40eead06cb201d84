import { act, renderHook, waitFor } from '@testing-library/preact'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { piecesOf, useReadAloud, voiceHere } from './read-aloud'

const voice = (lang: string, localService = true) => ({ lang, localService, name: lang, default: false, voiceURI: lang })

class Synthesis extends EventTarget {
  voices = [voice('de-DE'), voice('en-US'), voice('en-GB')]
  said: SpeechSynthesisUtterance[] = []
  getVoices = () => this.voices
  speak = (one: SpeechSynthesisUtterance) => void this.said.push(one)
  cancel = vi.fn()
}
let synthesis: Synthesis

class Utterance {
  voice: unknown = null
  lang = ''
  onend: (() => void) | null = null
  onerror: (() => void) | null = null
  constructor(readonly text: string) {}
}

beforeEach(() => {
  synthesis = new Synthesis()
  vi.stubGlobal('speechSynthesis', synthesis)
  vi.stubGlobal('SpeechSynthesisUtterance', Utterance)
})

describe('the voice', () => {
  it('is British where there is one, else English, and lives on this device', () => {
    expect(voiceHere()?.lang).toBe('en-GB')
    synthesis.voices = [voice('en-US'), voice('en-GB', false)]
    expect(voiceHere()?.lang).toBe('en-US')
    synthesis.voices = [voice('de-DE'), voice('en-GB', false)]
    expect(voiceHere()).toBeNull()
  })

  it('may come late', () => {
    synthesis.voices = []
    const { result } = renderHook(() => useReadAloud(['Make tea']))
    expect(result.current.canRead).toBe(false)
    synthesis.voices = [voice('en_GB')]
    void act(() => void synthesis.dispatchEvent(new Event('voiceschanged')))
    expect(result.current.canRead).toBe(true)
  })
})

describe('reading', () => {
  it('begins when it is asked, says the words in that voice, and ends by itself', () => {
    const { result } = renderHook(() => useReadAloud(['Make tea. Sit down.', 'Songs']))
    expect(synthesis.said).toEqual([])
    act(() => result.current.read())
    expect(synthesis.said.map(({ text, lang }) => [text, lang])).toEqual([['Make tea.', 'en-GB'], ['Sit down.', 'en-GB'], ['Songs', 'en-GB']])
    expect(result.current.isReading).toBe(true)
    void act(() => (synthesis.said.at(-1) as unknown as Utterance).onend?.())
    expect(result.current.isReading).toBe(false)
  })

  it('stops when it is asked, when the page goes, and when nobody looks', async () => {
    const { result, unmount } = renderHook(() => useReadAloud(['Make tea']))
    act(() => result.current.read())
    synthesis.cancel.mockClear()
    act(() => result.current.stop())
    expect([synthesis.cancel.mock.calls.length, result.current.isReading]).toEqual([1, false])
    act(() => result.current.read())
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
    void act(() => void document.dispatchEvent(new Event('visibilitychange')))
    expect(result.current.isReading).toBe(false)
    act(() => result.current.read())
    synthesis.cancel.mockClear()
    unmount()
    await waitFor(() => expect(synthesis.cancel).toHaveBeenCalledOnce())
  })
})

describe('pieces', () => {
  it('are sentences, and never too long', () => {
    expect(piecesOf('One. Two!\nThree')).toEqual(['One.', 'Two!', 'Three'])
    const long = piecesOf('word '.repeat(100))
    expect(long.every((one) => one.length <= 200)).toBe(true)
    expect(long.join(' ')).toBe('word '.repeat(100).trim())
    expect(piecesOf('x'.repeat(450)).join('')).toBe('x'.repeat(450))
  })
})
