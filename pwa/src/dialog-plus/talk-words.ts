/** English copy of a conversation. The four steps and what they ask are our own wording. */
import type { DialogStep, Place, Prompt } from '../shared/api-types'
import { workerOf, type Reader } from './words'

const scale = ['totally dissatisfied', 'very dissatisfied', 'fairly dissatisfied', 'in the middle', 'fairly satisfied', 'very satisfied', 'totally satisfied']
export const sayRating = (value: number): string => scale[value - 1] ?? ''

export const titles: Record<DialogStep, string> = {
  review: 'How did it go?',
  areas: 'What would you like to talk about?',
  understanding: 'How it is now',
  looking_forward: 'How it could be',
  options: 'What could help',
  actions: 'What we will do',
  summary: 'What we said',
}

/** What each question asks: the person herself, or the worker about her. */
export function ask(prompt: Prompt, reader: Reader): { label: string; hint?: string } {
  const { side, person } = reader
  const worker = workerOf(reader)
  if (side === 'person') {
    return {
      why: { label: 'How is this part of your life for you?', hint: 'What makes it hard?' },
      works: { label: 'What is working, even a little?', hint: 'What keeps it from being worse?' },
      best: { label: 'Think of it at its best. What would you be doing?' },
      smallest: { label: 'What would be a first small sign that it is better?' },
      i_can: { label: 'What could you do?' },
      worker_can: { label: `What could ${worker} do?` },
      others_can: { label: 'What could other people do?', hint: 'Like a friend, your family or a group.' },
    }[prompt]
  }
  return {
    why: { label: `How is this part of life for ${person}?`, hint: 'What makes it hard?' },
    works: { label: 'What is working, even a little?', hint: 'What keeps it from being worse?' },
    best: { label: `Think of it at its best. What would ${person} be doing?` },
    smallest: { label: 'What would be a first small sign that it is better?' },
    i_can: { label: `What could ${person} do?` },
    worker_can: { label: side === 'worker' ? 'What could you do?' : `What could ${worker} do?` },
    others_can: { label: 'What could other people do?', hint: 'Like a friend, the family or a group.' },
  }[prompt]
}

export const words = {
  window: 'Conversation',
  what: 'the conversation',
  leave: 'Save and leave',
  next: 'Next',
  back: 'Back',
  step: (area: string, number: number) => `${area}: step ${number} of 4`,
  before: 'To begin',
  choosing: (chosen: number) => (chosen === 0 ? 'Choose up to three' : `${chosen} chosen, up to three`),
  end: 'The end of our conversation',
  place: ({ step }: Place, area: string | null) => (area === null ? `“${titles[step]}”` : `${area}: “${titles[step]}”`),

  isHere: (name: string) => `${name} is here.`,
  notConnected: (name: string) => `${name}’s phone is not connected.`,
  nobodyYet: (name: string) => `We are waiting for ${name}.`,
  howToJoin: (name: string) => `${name} can open this on their own phone: it is on their first page.`,
  onePhone: 'Go on with one phone',
  noSignal: 'This phone has no signal.',
  noSignalKept: 'What you write stays on this phone. You can go on, or both use the other phone.',
  noSignalHeld: 'What you write stays here while this page is open. You can go on, or both use the other phone.',
  handed: (who: string, whose: string) => `Now ${who} is writing on ${whose} phone.`,
  phoneOf: (name: string) => `${name}’s`,
  handBack: (name: string) => `Hand it back to ${name}`,
  moved: (name: string | null, where: string) => `${name ?? 'The other phone'} has moved on to ${where}`,
  goThere: 'Go there too',

  unsent: 'Some of your words are not sent yet.',
  unsentKept: 'They are kept on this phone.',
  unsentHeld: 'They are only on this page.',
  sendNow: 'Send them now',
  sending: 'Sending…',
  sendFailed: 'send your words',
  saved: 'Saved',
  writing: 'Not saved yet',
  stillHere: 'Your words are still here.',

  alsoWrote: (name: string) => `${name} has written here too. When you stop writing, you choose.`,
  bothTitle: 'You both wrote something',
  mine: 'Written here',
  theirs: (name: string) => `Written by ${name}`,
  keepMine: 'Keep what is written here',
  keepTheirs: (name: string) => `Keep what ${name} wrote`,
  keepBoth: 'Keep both',

  reviewIntro: 'This is what we agreed before. Say how each went, as far as you like.',
  wellTitle: 'What is going well',
  rating: (value: number) => sayRating(value),
  better: 'better than before',
  ratingAndBetter: (value: number) => `${sayRating(value)}, better than before`,
  wanted: ({ side, person }: Reader) => (side === 'person' ? 'You wanted more help with' : `${person} wanted more help with`),
  others: 'Other parts of life',
  allAreas: 'Parts of life',
  now: (value: number) => `Now: ${sayRating(value)}.`,
  nowAndBefore: (value: number, previous: number) => `Now: ${sayRating(value)}. Before: ${sayRating(previous)}.`,
  three: 'Three are enough for one conversation. Take one out to choose another.',
  chooseOne: 'Choose at least one.',
  choiceFailed: 'save what you chose',
  choiceChanged: 'Somebody chose at the same time. Please look again.',

  actionsIntro: 'Small and clear is best. You can leave it empty.',
  add: 'Add something',
  addAnother: 'Add another',
  form: 'Something to do',
  doing: 'What will be done?',
  who: 'Who does it?',
  me: 'Me',
  somebody: 'Somebody else',
  name: 'Their name',
  due: 'By when? (if you like)',
  addThis: 'Add it',
  saveThis: 'Save',
  leaveOut: 'Leave it out',
  saving: 'Saving…',
  doingMissing: 'Write what will be done.',
  nameMissing: 'Write their name.',
  addFirst: 'You have begun to write something. Add it, or leave it out.',
  addFailed: 'save this',
  change: 'Change',
  changeLabel: (what: string) => `Change: ${what}`,
  remove: 'Take away',
  removeLabel: (what: string) => `Take away: ${what}`,

  summaryIntro: 'Please read it together. This becomes the plan.',
  summaryAlone: 'Please read it once more. This becomes your plan.',
  nothingSaid: 'Nothing is written about this.',
  yesToAll: (count: number) => `Say yes to all ${count}`,
  yesLater: 'A yes can also be said later.',
  finish: 'End and make the plan',
  finishAbout: 'The plan stays as it is then. You can begin a new conversation at any time.',
  stop: 'Stop without a plan',
  stopSure: 'What was agreed stays. What was written is not made into a plan.',
  stopYes: 'Yes, stop',
  stopNo: 'No, go on',
  endFailed: 'end the conversation',
  ending: 'Making the plan…',
  ended: 'This conversation has ended',
  endedPlan: 'There is a plan now.',
  endedLeft: 'It was ended without a plan. What was agreed is still there.',
  readPlan: 'Read the plan',
  toList: 'See what is being worked on',
  readOnly: (name: string) => `You can read along. ${name} can let the team write here.`,
}
