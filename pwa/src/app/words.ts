/** English copy of the shell and of the pages that belong to no slice. */
import { serviceName } from '../shared/look'

export const words = {
  ownName: 'Waymark',
  plainName: 'Notebook',
  skip: 'Skip to main content',
  urgentHelp: 'Urgent help',
  leave: 'Leave',
  leaveLabel: 'Leave this page quickly',
  footerPrivacy: 'Privacy',
  waiting: 'One moment. It is opening.',

  navLabel: 'Main',
  nav: {
    home: 'Home',
    plan: 'My plan',
    goals: 'Goals',
    account: 'Account',
    requests: 'Requests',
    people: 'People',
    caseload: 'Caseload',
    rota: 'Rota',
    team: 'Team',
    support: 'People I support',
    waiting: 'Start',
    help: 'Help for carers',
  },

  urgentHeading: 'Urgent help',
  urgentIntro: 'This is not an emergency service. If you might hurt yourself or somebody else, do not wait. Ring now.',
  urgentOffline: 'These numbers work with no internet.',
  urgentClose: 'Close',
  useMyPlan: 'Use my plan',

  notConnected: 'Not connected. What you see may be old. Nothing can be sent until the connection is back.',
  get notReachedHeading() {
    return `We cannot reach ${serviceName()}`
  },
  notReachedBody: 'You may have no signal, or the service may be down. You have not been signed out.',
  notReachedRetry: 'Try again',
  notReachedTalk: 'To talk to somebody now',

  planLost: 'Your plan is not on this phone any more. It is safe in your record.',
  planKeepAgain: 'Keep it on this phone again',

  mayBeAdded: (name: string) => `You have just used ${name} here. Is it yours?`,
  mayBeAddedLook: 'Add it to your account, or say no',

  get updateReady() {
    return `There is a new version of ${serviceName()}.`
  },
  updateNow: 'Use it now',
  updateLater: 'Later',
  updateUnsaved: 'Send or finish what you are writing first.',

  idleHeading: 'Are you still there?',
  idleBody: 'You will be signed out in 5 minutes, to keep your record private.',
  idleStay: 'Stay signed in',
  idleSignOut: 'Sign out now',

  endHeading: 'You will be signed out soon',
  endBody: (clock: string) => `At ${clock} it is 12 hours since you signed in. You are signed out then, to keep your record private. You can sign in again at once.`,
  endGoOn: 'Go on until then',

  draftsKept: 'What you were writing is kept for you for 7 days. Nobody else can read it. It is here again when you sign in.',
  draftsNotKept: 'We cannot keep what you were writing just now. We go on trying. To be safe, send it or write it down.',
  draftsCannot: 'This page has words that we cannot keep. Send them, or write them down.',
  wordsLeft: {
    kept: 'What you were writing is kept for you for 7 days. Sign in to go on with it.',
    lost: 'What you were writing could not be kept, because we could not reach the service in time. We are sorry.',
    unsure: 'What you wrote last may not be kept.',
  },
  backOne: (onDay: string) => `What you were writing ${onDay} is still here.`,
  backMany: 'What you were writing is still here.',
  backNotSent: 'It was not sent to anybody.',
  onDay: (day: string) => `on ${day}`,
  backGoOn: (name: string) => `Go on: ${name}`,
  backGoOnFrom: (name: string, day: string) => `Go on: ${name}, from ${day}`,
  backClose: 'Not now',
  draftNames: {
    ask: 'ask for more support',
    note: 'a note to your request',
    plan: 'my plan',
    newGoal: 'a new goal',
    goal: 'changing a goal',
    aboutMe: 'about me',
    questions: 'your questions',
    workingOn: 'what I am working on',
    talk: 'our conversation',
  },

  signedOutIdle: 'You were signed out because nothing happened for 30 minutes.',
  signedOutEnded: 'You have been signed out. Sign in to go on.',
  signedOutLeft: 'You have signed out. Nothing of yours is left on this device.',

  notSentHeading: 'What you were sending has NOT been sent.',
  notSentBody: 'Sign in to go on. If it cannot wait, ring 999, or 111 and choose option 2.',

  get installHeading() {
    return `Keep ${serviceName()} on this phone`
  },
  installBody: 'It opens faster, and messages can reach you.',
  installButton: 'Add to this device',
  installApple: 'In Safari, tap Share, then “Add to Home Screen”.',
  installLater: 'Not now',

  brokenHeading: 'Something went wrong',
  brokenBody: 'This page stopped working. What you have sent is safe. Open it again, or go to the start.',
  brokenReload: 'Open it again',
  cannotOpenHeading: 'We could not open this page',
  cannotOpenBody: 'You may have no signal, or there is a new version. Nothing you have sent is lost.',
  goHome: 'Go to the start',

  notFoundHeading: 'We cannot find this page',
  notFoundBody: 'The address may have a mistake in it, or the page may be for somebody else.',

  demoHeading: 'Messages of the demo',
  demoIntro: 'This demo sends no e-mails or texts. They appear here instead.',
  demoWhat: 'the messages',
  demoNone: 'No message has been sent yet.',
  demoEmail: 'E-mail',
  demoText: 'Text',
  demoTo: 'To',
  demoAt: 'Sent',
  demoWords: 'Says',
  demoCode: 'Code',
  demoLink: 'Link',
}
