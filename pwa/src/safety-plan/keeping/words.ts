/** English copy of the pages about the plan on this phone. */
import type { Kept, KeptHow } from '../../shared/device/kept'
import type { PinFault } from './rules'

export type Choice = KeptHow | 'none'

export const words = {
  phoneTitle: 'My plan on this phone',
  phoneBack: 'My plan',
  phoneIntro: 'Your plan is safe in your record. This phone can have a copy too. It opens without signing in, and with no signal.',
  what: 'your phones',
  nowHeading: 'On this phone now',
  now: {
    none: 'There is no copy on this phone.',
    open: 'There is a copy. It opens at once.',
    pin: 'There is a copy, behind your PIN.',
    passkey: 'There is a copy, behind your passkey.',
  } satisfies Record<Choice, string>,
  asOf: (when: string) => `As of ${when}.`,
  openIt: 'Open the copy',

  lostHeading: 'The copy on this phone is gone',
  lostBody: 'The browser has cleared it away. Your plan is safe in your record.',
  keepAgain: 'Keep it again',

  question: 'How should this phone keep your plan?',
  questionHint: 'Think of who else uses this phone, or could pick it up.',
  choices: {
    none: { label: 'Not on this phone', hint: 'You sign in to see it, and need a signal. Choose this if somebody might look who should not.' },
    open: { label: 'On this phone, opens at once', hint: 'Best on a hard day. Whoever can unlock this phone can read it.' },
    pin: { label: 'On this phone, behind a PIN', hint: 'Others cannot read it. You need the PIN each time, on a hard day too.' },
    passkey: { label: 'On this phone, behind my passkey', hint: 'You open it with your finger, your face or the phone’s code. Not every phone can do this.' },
  } satisfies Record<Choice, { label: string; hint: string }>,
  asNow: (label: string) => `${label} (as now)`,
  chooseOne: 'Choose one of these.',
  pinLabel: 'A PIN for your plan',
  pinHint: 'Six or more numbers or letters. Not one that somebody near you knows.',
  pinAgain: 'The same PIN again',
  pinLostHint: 'If you forget it, you sign in and choose again. Nothing is lost.',
  faults: {
    short: 'Use six or more numbers or letters.',
    letters: 'Use only numbers and letters.',
    easy: 'That one is easy to guess. Choose another.',
    differs: 'The two are not the same. Write it again.',
  } satisfies Record<PinFault, string>,
  save: 'Use this',
  saving: 'One moment…',

  done: {
    none: 'It is gone from this phone.',
    open: 'It is kept on this phone, and opens at once.',
    pin: 'It is kept on this phone, behind your PIN.',
    passkey: 'It is kept on this phone, behind your passkey.',
  } satisfies Record<Choice, string>,
  whereToFind: 'You find it on the first page of the app, and under Urgent help.',
  notForEver: 'This browser may clear it away when the phone is full. We tell you if that happens.',

  refusedHeading: 'It is not kept on this phone',
  refused: {
    storage: 'This browser did not take it. The phone may be full, or this is a private window. Nothing was left half done. Make room, or use an ordinary window, and try again.',
    prf: 'This phone or passkey cannot lock a copy. Your passkey still signs you in. Choose a PIN, or another way. An older passkey may do it once you have removed it under Account and added it again.',
    'not-reached': 'We could not reach the service to fetch your plan. Try again when you have a signal.',
    cancelled: 'The passkey was not used, so nothing was changed. Try again, or choose another way.',
  } satisfies Record<Extract<Kept, { state: 'refused' }>['because'], string>,

  moreSummary: 'If somebody shares or takes this phone',
  more: [
    'Signing out removes the copy, even with no signal.',
    'It also goes when somebody else signs in here.',
    'If the phone is gone: press “Forget” below on any other phone. The copy goes when that phone next has a signal.',
    'A PIN keeps people out who pick up the phone. It does not stop an expert with a lot of time.',
    'If somebody makes you open it, choose “Not on this phone”. Your plan stays in your record.',
  ],

  phonesHeading: 'Phones and computers that keep it',
  phonesNone: 'None keeps it now.',
  phoneThis: 'this one',
  phoneSeen: 'Last here',
  forget: 'Forget',
  forgetLabel: (device: string) => `Forget: ${device}`,
  forgetHere: 'Remove from this phone',
  forgotten: (device: string) => `${device} will forget your plan at its next contact.`,
  forgetting: 'have that phone forget it',

  nowTitle: 'My plan',
  nowWhat: 'your plan',
  old: 'This copy may be old. Sign in with a signal to bring it up to date.',
  use: 'Use it step by step',
  changeHow: 'Change how it is kept on this phone',
  nothing: 'There is nothing in your plan yet.',
  photo: 'A photo',
  urgentHeading: 'Talk to somebody now',
  signIn: 'Sign in',
  askMore: 'Ask for more support',
  toPlan: 'Open my plan',

  lockedPin: 'Your plan is on this phone, behind your PIN.',
  lockedPasskey: 'Your plan is on this phone, behind your passkey.',
  pinField: 'Your PIN',
  open: 'Open my plan',
  opening: 'Opening…',
  openPasskey: 'Open with my passkey',
  pinMissing: 'Write your PIN.',
  pinWrong: 'That is not the PIN. Your plan is safe. Try again.',
  pinWait: (time: string) => `That was not the PIN. Your plan is safe. You can try again in ${time}.`,
  seconds: (count: number) => (count === 1 ? '1 second' : `${count} seconds`),
  pinAgainNow: 'You can try again now.',
  passkeyCancelled: 'The passkey was not used. Your plan is safe. Try again.',
  passkeyNotHere: 'This passkey does not open it any more.',
  wayBackHeading: 'If you cannot open it',
  wayBack: 'Sign in. Your plan is in your record, and you can choose a new way here.',
  wayBackChoose: 'Choose a new way',

  noneTitle: 'Your plan is not on this phone',
  noneBody: 'No copy is kept here. If you have a plan, sign in to open it. You can then choose to keep it on this phone.',
  lostTitle: 'Your plan is not on this phone any more',
  lostNow: 'The browser has cleared the copy away. Your plan is safe in your record. Sign in to open it, and to keep it here again.',
  keepHere: 'Keep it on this phone',
}
