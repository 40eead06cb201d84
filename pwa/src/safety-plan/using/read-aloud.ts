/** Reading words aloud, by a voice that lives on this device: others would send her words to a stranger's service. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'

// Some browsers fall silent in the middle of a long piece.
const longest = 200

/** An English voice of the device itself, British where there is one; null where there is none. */
export function voiceHere(): SpeechSynthesisVoice | null {
  if (!('speechSynthesis' in globalThis)) return null
  const own = speechSynthesis.getVoices().filter(({ localService, lang }) => localService && /^en([-_]|$)/i.test(lang))
  return own.find(({ lang }) => /^en[-_]GB/i.test(lang)) ?? own[0] ?? null
}

/** Sentence by sentence; a sentence that is too long breaks between words. */
export function piecesOf(text: string): string[] {
  const sentences = text.split(/(?<=[.!?])\s+|\n+/).map((one) => one.trim()).filter((one) => one !== '')
  return sentences.flatMap((sentence) => sentence.match(new RegExp(`.{1,${longest}}(?:\\s|$)|\\S{${longest}}`, 'g')) ?? [sentence]).map((one) => one.trim())
}

export type ReadAloud = { canRead: boolean; isReading: boolean; read: () => void; stop: () => void }

/** Stops by itself when the page goes, or is not looked at any more. */
export function useReadAloud(texts: readonly string[]): ReadAloud {
  const [voice, setVoice] = useState(voiceHere)
  const [isReading, setIsReading] = useState(false)
  // Browsers forget what nobody holds on to, and then never say that it has ended.
  const held = useRef<SpeechSynthesisUtterance[]>([])

  const stop = useCallback(() => {
    held.current = []
    setIsReading(false)
    if ('speechSynthesis' in globalThis) speechSynthesis.cancel()
  }, [])

  const read = () => {
    if (voice === null) return
    speechSynthesis.cancel()
    const mine = texts.flatMap(piecesOf).map((piece) => utteranceOf(piece, voice))
    const last = mine.at(-1)
    if (last === undefined) return
    const end = () => {
      if (held.current === mine) setIsReading(false)
    }
    last.onend = end
    for (const one of mine) one.onerror = end
    held.current = mine
    setIsReading(true)
    for (const one of mine) speechSynthesis.speak(one)
  }

  useEffect(() => {
    if (!('speechSynthesis' in globalThis)) return
    // The list of voices comes late in some browsers.
    const look = () => setVoice(voiceHere())
    const onHidden = () => {
      if (document.hidden) stop()
    }
    speechSynthesis.addEventListener('voiceschanged', look)
    document.addEventListener('visibilitychange', onHidden)
    return () => {
      speechSynthesis.removeEventListener('voiceschanged', look)
      document.removeEventListener('visibilitychange', onHidden)
      if (held.current.length > 0) speechSynthesis.cancel()
      held.current = []
    }
  }, [stop])

  return { canRead: voice !== null && texts.length > 0, isReading, read, stop }
}

function utteranceOf(piece: string, voice: SpeechSynthesisVoice): SpeechSynthesisUtterance {
  const utterance = new SpeechSynthesisUtterance(piece)
  utterance.voice = voice
  utterance.lang = voice.lang
  return utterance
}
