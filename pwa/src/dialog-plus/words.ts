/** English copy of what is being worked on: what was agreed, how it went, and how a conversation begins. */
import type { ActionStatus, Side } from '../shared/api-types'

/** Who reads the page, and what the two who agree are called: first names. */
export type Reader = { side: Side | 'other'; person: string; worker: string | null }

/** "Asha", or who she is when nobody knows her name yet. */
export const workerOf = ({ side, worker }: Reader): string => worker ?? (side === 'person' ? 'your worker' : 'the team')
const startOf = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

export const words = {
  title: 'What I am working on',
  theirTitle: (name: string) => `What ${name} is working on`,
  anyTitle: 'What somebody is working on',
  what: 'what was agreed',
  backHome: 'Home',
  backTo: (name: string) => name,
  intro: 'What you and your team agreed, and the plans you made.',
  emptyTitle: 'Nothing here yet',
  empty: 'You can talk through up to three parts of your life, and choose what comes next. You can do this alone or with your worker.',
  theirEmpty: 'Nothing is written down here.',
  gone: 'There is nobody here whose page you can open.',

  openTitle: 'Go on with your conversation',
  openTheirs: (name: string) => `Go on with ${name}`,
  openBegan: (by: string) => `${by} began it`,
  openAlone: 'You are doing this one alone.',
  openTogether: 'You are doing this one together.',
  theirsAlone: (name: string) => `${name} is writing alone at the moment. You can read it when there is a plan.`,

  beginTitle: 'Begin a conversation',
  beginAbout: 'It takes about 20 minutes. You can stop at any time and go on later.',
  beginAlone: 'Begin alone',
  beginTogether: 'Begin with my worker',
  beginTheirs: 'Start together',
  beginTheirsAbout: (name: string) => `${name} sees each step on their own phone. You can also share one phone.`,
  beginning: 'Opening…',
  beginFailed: 'begin',
  questionsFirst: 'Say how life is first',
  questionsAbout: 'It helps to answer the questions about your life first. It takes about 4 minutes.',
  teamCannotWrite: 'Your team cannot write here yet. You can let them, or go on and share your phone.',
  chooseSharing: 'Choose what your team sees',
  beginAnyway: 'Go on and begin',
  mayNotAdd: (name: string) => `You can read this. If you would like to write here too, ask ${name}: they can let the team write.`,

  agreedTitle: 'What we agreed',
  pastTitle: 'What is done or past',
  plansTitle: 'Plans',
  plan: (version: number) => `Plan ${version}`,
  written: { together: 'Written together', alone: 'Written alone' },

  you: 'You',
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

  makeStep: 'Make it a step of a goal',
  makeStepLabel: (what: string) => `Make it a step of a goal: ${what}`,
  whichGoal: 'Which goal does it belong to?',
  goals: 'your goals',
  noGoals: 'You have no goal yet. You can write one first.',
  newGoal: 'Write a goal',
  addStep: 'Add the step',
  stepMade: 'It is a step of your goal now.',
  seeGoals: 'See my goals',
  stepFailed: 'add the step',
}
