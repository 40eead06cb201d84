/**
 * Whom to ring now. Bundled, so that they are there with no signal and signed out; the service's own
 * list, which the trust keeps, takes their place once it is known.
 *
 * Checked on 2026-11-21 against the services' own pages named with each.
 */
import type { CrisisContact } from './api-types'
import { service } from './session'

export const bundledContacts: readonly CrisisContact[] = [
  {
    // https://www.nhs.uk/nhs-services/urgent-and-emergency-care-services/when-to-call-999/
    key: 'emergency',
    name: 'Emergency services',
    call: '999',
    text: null,
    text_word: null,
    explains: 'If your life or somebody else’s is in danger. Or go to A&E.',
    always_open: true,
  },
  {
    // https://www.nhs.uk/nhs-services/mental-health-services/where-to-get-urgent-help-for-mental-health/
    key: 'nhs_111',
    name: 'NHS 111, option 2',
    call: '111',
    text: null,
    text_word: null,
    explains: 'Ring 111 and choose option 2 to talk to a mental health worker.',
    always_open: true,
  },
  {
    // https://www.samaritans.org/how-we-can-help/contact-samaritan/
    key: 'samaritans',
    name: 'Samaritans',
    call: '116 123',
    text: null,
    text_word: null,
    explains: 'Somebody to listen, about anything. Free, and not on your phone bill.',
    always_open: true,
  },
  {
    // https://giveusashout.org/get-help/
    key: 'shout',
    name: 'Shout',
    call: null,
    text: '85258',
    text_word: 'SHOUT',
    explains: 'If you would rather not talk: text SHOUT to 85258. Free on most networks.',
    always_open: true,
  },
]

export function crisisContacts(): readonly CrisisContact[] {
  const known = service.value?.crisis_contacts ?? []
  return known.length > 0 ? known : bundledContacts
}
