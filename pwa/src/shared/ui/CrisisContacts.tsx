import type { CrisisContact } from '../api-types'
import { crisisContacts } from '../crisis-contacts'
import { words } from '../words'

/** Whom to ring or text now, one tap each. Works signed out and with no signal. */
export function CrisisContacts() {
  return (
    <ul class="wm-contacts">
      {crisisContacts().map((contact) => <li key={contact.key} class="wm-contact"><Contact {...contact} /></li>)}
    </ul>
  )
}

function Contact({ name, call, text, text_word, explains }: CrisisContact) {
  return (
    <>
      <p class="wm-contact__name">{name}</p>
      <p class="wm-contact__explains">{explains}</p>
      {call !== null && <a class="wm-contact__way" href={`tel:${digits(call)}`}>{words.callNumber(call)}</a>}
      {text !== null && <a class="wm-contact__way" href={textLink(text, text_word)}>{words.textNumber(text, text_word)}</a>}
    </>
  )
}

const digits = (number: string) => number.replaceAll(/[^\d+]/g, '')

function textLink(number: string, word: string | null): string {
  return word === null ? `sms:${digits(number)}` : `sms:${digits(number)}?&body=${encodeURIComponent(word)}`
}
