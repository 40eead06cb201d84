/** English copy of what was agreed, whose yes there is, and how it went. */
import type { ActionStatus, Side } from '../shared/api-types'

/** Who reads the page, and what the two who agree are called: first names. */
export type Reader = { side: Side | 'other'; person: string; worker: string | null }

/** "Asha", or who she is when nobody knows her name yet. */
export const workerOf = ({ side, worker }: Reader): string => worker ?? (side === 'person' ? 'your worker' : 'the team')
const startOf = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

export const words = {
  byWhen: (when: string) => `by ${when}`,
  bothYes: ({ side, person, worker }: Reader) => (side === 'person' ? `You and ${worker ?? 'your worker'} both said yes.` : `${person} and ${worker ?? 'the team'} both said yes.`),
  saidYes: (who: string) => `${who} said yes.`,
  saidYesOn: (who: string, whose: string) => `${who} said yes on ${whose} phone.`,
  personIs: ({ side, person }: Reader) => (side === 'person' ? 'You' : person),
  workerIs: (reader: Reader) => startOf(workerOf(reader)),
  phoneOfPerson: ({ side, person }: Reader) => (side === 'person' ? 'your' : `${person}’s`),
  phoneOf: (name: string) => `${name}’s`,
  waitingForPerson: ({ side, person }: Reader) => (side === 'person' ? 'Waiting for your yes.' : `Waiting for ${person}’s yes.`),
  waitingForWorker: (reader: Reader) => `Waiting for ${reader.side === 'worker' ? (reader.worker === null ? 'your team’s' : 'your') : `${workerOf(reader)}’s`} yes.`,
  yes: 'Say yes',
  yesLabel: (what: string) => `Say yes: ${what}`,
  yesFailed: 'save your yes',
  changedMeanwhile: 'This was changed a moment ago. Please read it again before you say yes.',
  saving: 'Saving…',
  how: 'How did it go?',
  howLabel: (what: string) => `How did it go: ${what}`,
  status: { open: 'Still to do', done: 'Done', partly: 'Partly done', not_done: 'Not done', let_go: 'Let go' } satisfies Record<ActionStatus, string>,
  statusToChoose: { done: 'Done', partly: 'Partly', not_done: 'Not done', let_go: 'Let it go' },
  statusHints: { not_done: 'That is fine.', let_go: 'It no longer matters.' },
  wentWords: 'Anything more to say? (if you like)',
  save: 'Save',
  cancel: 'Not now',
  chooseFirst: 'Choose how it went.',
  wentFailed: 'save how it went',
  kept: 'Your words are still here.',
}
