/** English copy of filling in a questionnaire. */
import { sayDay } from '../shared/times'

const plural = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${count} ${many}`)

export const words = {
  what: 'your questions',
  unknown: 'Questions',
  window: (at: number, of: number) => `Question ${at} of ${of}`,
  place: (at: number, of: number) => `${at} of ${of}`,
  forThem: (name: string) => `You are entering for ${name}`,
  forThemHint: 'These are their answers, in their words. Your name stays with them.',
  forThemNotKept: 'Nothing is kept on this device until you send it.',
  intro: (count: number, minutes: number) => `${plural(count, 'question', 'questions')}, about ${plural(minutes, 'minute', 'minutes')}. Leave out any you like. Nobody sees your answers until you send them.`,
  saveAndLeave: 'Save and leave',
  leave: 'Leave',
  notKept: 'This browser keeps nothing. Your answers are lost when you close the page.',

  next: 'Next',
  skipForNow: 'Skip for now',
  toCheck: 'Check your answers',
  back: 'Back',
  choose: 'Choose a number',
  help: { yes: 'Yes', no: 'No' },
  skip: 'Leave this one out',
  skipReasons: { does_not_apply: 'It does not apply to me', rather_not_say: 'I would rather not say' },
  skipped: { does_not_apply: 'You said that this does not apply to you.', rather_not_say: 'You said that you would rather not say.' },

  resumeTitle: 'Welcome back',
  resume: (begunAt: string, answered: number, of: number, now: number) => `You began ${sayDayBegun(begunAt, now)}. ${answered} of ${of} answered.`,
  changed: 'The questions have changed since you began.',
  changedKept: (kept: number, fresh: number) => `${plural(kept, 'answer is', 'answers are')} kept. ${freshWords(fresh)}`,
  goOn: 'Go on',
  startAgain: 'Start again',
  startAgainHint: 'Starting again throws these answers away.',

  checkTitle: 'Check your answers',
  notAnswered: 'Not answered',
  outShort: { does_not_apply: 'Does not apply', rather_not_say: 'Rather not say' },
  wantsHelp: 'More help, please',
  change: 'Change',
  changeLabel: (item: string) => `Change your answer: ${item}`,
  words: 'Anything you would like to add? (if you like)',
  who: 'Who sees this one?',
  whoShared: 'Whoever you share these with',
  whoSharedNow: (names: string) => `Now: ${names}`,
  whoNobody: 'Nobody, as it is now',
  whoMe: 'Only me',
  whoHint: 'You can change this later.',
  how: 'How did you do this?',
  howTogether: 'Together',
  howTogetherHint: 'You sat or talked together.',
  howFor: 'For them',
  howForHint: 'They told you, on paper or by phone.',
  send: 'Send',
  sending: 'Sending…',
  sendAgain: 'Send again',

  missing: {
    answers: 'Answer at least one question first.',
    privacy: 'Choose who sees this one.',
    how: 'Choose how you did this.',
  },
  notSent: 'This has not been sent',
  notSentForThem: 'This has not been sent',
  noSignal: 'You have no signal. Your answers are kept on this phone. Nothing is sent by itself.',
  noSignalForThem: 'You have no signal. The answers are still on this page. Nothing is sent by itself.',
  signalBack: 'You have signal again. You can send now.',
  unsure: 'We do not know whether it arrived',
  unsureBody: 'No answer came back. Your answers are still here. Send again: they count only once.',
  stillHere: 'Your answers are still here.',
  idTaken: 'Something was sent before',
  idTakenBody: 'Your answers had arrived already. You changed something since.',
  seeWhatArrived: 'See what arrived',
  sendAsNew: 'Send these as new answers',
}

const freshWords = (count: number) => (count === 0 ? 'Nothing new is asked.' : `${plural(count, 'question is', 'questions are')} new.`)

/** "today", "on Tuesday 3 March". */
function sayDayBegun(at: string, now: number): string {
  const day = sayDay(at, now)
  return /^[a-z]/.test(day) ? day : `on ${day}`
}
