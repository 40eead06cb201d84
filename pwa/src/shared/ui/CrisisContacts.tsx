import { bundledLines } from '../bundled-lines'
import { crisisContacts, oldestCheck, sayWhenOpen, type CrisisLine } from '../crisis-contacts'
import { words as openingWords } from '../opening-words'
import { sayDate } from '../times'
import { useIsDrawn } from '../use-is-drawn'
import { useNow } from '../use-now'
import { words } from '../words'

/** Whom to ring or text now, one tap each, and whether somebody is there. Works signed out and with no signal. */
export function CrisisContacts() {
  const now = useNow()
  const lines = useIsDrawn() ? crisisContacts() : bundledLines
  return (
    <>
      <ul class="wm-contacts">
        {lines.map((line) => <li key={line.key} class="wm-contact"><Contact line={line} now={now} /></li>)}
      </ul>
      <p class="wm-contacts__checked">{openingWords.checkedOn(sayDate(oldestCheck(lines)))}</p>
    </>
  )
}

function Contact({ line, now }: { line: CrisisLine; now: number }) {
  const { name, call, text, text_word: word, explains, for_whom: forWhom, language } = line
  return (
    <>
      <p class="wm-contact__name" lang={language ?? undefined}>{name}</p>
      {forWhom !== null && <p class="wm-contact__about">{forWhom}</p>}
      <p class="wm-contact__about">{explains}</p>
      {sayWhenOpen(line, now).map((hours) => <p key={hours} class="wm-contact__about wm-contact__hours">{hours}</p>)}
      <p class="wm-contact__ways">
        {call !== null && <a class="wm-contact__way" href={`tel:${digits(call)}`}>{words.callNumber(call)}</a>}
        {text !== null && <a class="wm-contact__way" href={textLink(text, word)}>{words.textNumber(text, word)}</a>}
      </p>
    </>
  )
}

const digits = (number: string) => number.replaceAll(/[^\d+]/g, '')

function textLink(number: string, word: string | null): string {
  return word === null ? `sms:${digits(number)}` : `sms:${digits(number)}?&body=${encodeURIComponent(word)}`
}
