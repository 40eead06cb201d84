/** English copy of the person's smaller pages: taking a request back, adding to it, saying afterwards how it was. */
import type { Afterwards } from '../shared/api-types'

export const words = {
  withdraw: {
    title: 'I no longer need this',
    body: 'We stop asking your team, and tell them. You can open it again for three days.',
    words: 'Would you like to say why? You can leave this empty.',
    send: 'Take my request back',
    sending: 'Taking it back…',
    keep: 'No, keep my request',
  },

  note: {
    title: 'Add a note',
    label: 'What would you like to add?',
    hint: 'Your team will read this.',
    missing: 'Write a few words first.',
    send: 'Send the note',
    sending: 'Sending…',
    restored: 'We kept your words. They have not been sent.',
  },

  afterwards: {
    title: 'How was it?',
    body: 'Your team can read your answers.',
    got: 'Did you get what you needed?',
    again: 'Would you ask for support like this again?',
    gotChoices: { yes: 'Yes', partly: 'Partly', no: 'No' } satisfies Record<Afterwards['got_what_i_needed'], string>,
    againChoices: { yes: 'Yes', not_sure: 'Not sure', no: 'No' } satisfies Record<Afterwards['would_use_again'], string>,
    words: 'Is there more you want to say? You can leave this empty.',
    missing: 'Choose one answer.',
    gotMissing: 'Tell us whether you got what you needed.',
    againMissing: 'Tell us whether you would ask again.',
    send: 'Send my answers',
    sending: 'Sending…',
  },
}
