/** English copy of the shell and of the pages that belong to no slice. */
export const words = {
  serviceName: 'Waymark',
  skip: 'Skip to main content',
  urgentHelp: 'Urgent help',
  leave: 'Leave',
  leaveLabel: 'Leave this page quickly',
  footerPrivacy: 'Privacy',
  waiting: 'One moment. Waymark is opening.',
  noScript: 'Waymark needs JavaScript, which is off in this browser.',

  navLabel: 'Main',
  nav: {
    home: 'Home',
    myRequests: 'My requests',
    account: 'Account',
    requests: 'Requests',
    people: 'People',
    caseload: 'Caseload',
    team: 'Team',
  },

  urgentHeading: 'Urgent help',
  urgentIntro: 'Waymark is not an emergency service. If you might hurt yourself or somebody else, do not wait. Ring now.',
  urgentOffline: 'These numbers work with no internet.',
  urgentClose: 'Close',

  notConnected: 'Not connected. What you see may be old. Nothing can be sent until the connection is back.',
  notReachedHeading: 'We cannot reach Waymark',
  notReachedBody: 'You may have no signal, or the service may be down. You have not been signed out.',
  notReachedRetry: 'Try again',
  notReachedTalk: 'To talk to somebody now',

  updateReady: 'There is a new version of Waymark.',
  updateNow: 'Use it now',
  updateLater: 'Later',
  updateUnsaved: 'Send or finish what you are writing first.',

  idleHeading: 'Are you still there?',
  idleBody: 'You will be signed out in 5 minutes, to keep your record private.',
  idleStay: 'Stay signed in',
  idleSignOut: 'Sign out now',

  signedOutIdle: 'You were signed out because nothing happened for 30 minutes.',
  signedOutEnded: 'You have been signed out. Sign in to go on.',
  signedOutLeft: 'You have signed out. Nothing of yours is left on this device.',

  notSentHeading: 'What you were sending has NOT been sent.',
  notSentBody: 'Sign in to go on. If it cannot wait, ring 999, or 111 and choose option 2.',

  installHeading: 'Keep Waymark on this phone',
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
