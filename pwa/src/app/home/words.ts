/** English copy of the person's home. */
import type { StepUpState } from '../../shared/api-types'

const requestSays: Record<StepUpState, string> = {
  sent: 'Your team has your request',
  acknowledged: 'Somebody has answered',
  in_contact: 'You and your team are in touch',
  plan_agreed: 'You have a plan',
  closed: 'This request is closed',
  withdrawn: 'You took this request back',
}

export const words = {
  title: 'Home',
  goodMorning: (name: string) => `Good morning, ${name}`,
  goodAfternoon: (name: string) => `Good afternoon, ${name}`,
  goodEvening: (name: string) => `Good evening, ${name}`,
  hello: (name: string) => `Hello, ${name}`,

  ask: 'I need more support',
  askAnyTime: 'Tell your team what is happening.',
  hereUntil: (who: string, until: string) => `${who} are here until ${until}.`,
  here: (who: string) => `${who} are here now.`,
  keyWorkerAndTeam: (name: string) => `${name} and the team`,
  theTeam: 'Your team',
  opens: (when: string) => `It opens ${when}.`,
  closed: 'The team is not here now.',
  closedBecause: (why: string) => `The team is not here now (${why}).`,
  talkNow: 'You can still ask. To talk to somebody now, ring 111 and choose option 2.',

  requestSays: (state: StepUpState) => requestSays[state],
  asked: 'You asked',
  seeRequest: 'See your request.',
  yourPage: 'your page',

  next: 'Next',
  nothingNext: 'Nothing needs doing now. We are here when you want us.',
  nextThings: {
    afterwards: ['How was it?', 'Two short questions about your last request.'],
    messages: ['Let messages reach you here', 'So that you hear when your team answers.'],
    sharing: ['Choose what your team sees', 'You decide, one thing at a time.'],
    wayBack: ['Add a way back in', 'If you lose this phone, an e-mail address or a number lets you in again.'],
    passkey: ['Add a passkey', 'Then you get in with one tap: your finger, your face or your phone’s code.'],
  } as const,

  people: 'My people',
  yourPeople: 'your people',
  keyWorker: 'your key worker',
  noKeyWorker: 'You have no key worker at the moment. The whole team sees what you send.',
  ringTeam: (number: string) => `Ring the team: ${number}`,
  hereNow: 'here now',
  awayNow: 'not here now',
  until: (clock: string) => `here until ${clock}`,
  backAt: (when: string) => `back ${when}`,
  whoSees: 'Everybody who can see something of mine',
  aboutMe: 'About me: what people should know',
  whoHasLooked: 'Who has looked',
}
