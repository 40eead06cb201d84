/** English copy for somebody who is signed in and waits to be let in. */
import { serviceName } from '../shared/look'

export const words = {
  title: 'Nearly there',
  what: 'how far it is',
  body: (team: string) => `You are signed in. ${team} has been told, and somebody there has to confirm that it is you. Until then your record stays closed, so that nobody else can open it.`,
  bodyPlain: 'You are signed in. Your team has been told, and somebody there has to confirm that it is you. Until then your record stays closed, so that nobody else can open it.',
  sinceKey: 'You asked',
  teamKey: 'Who was told',
  next: 'What happens next',
  nextBody: [
    'Somebody from the team looks at it. They may ring you, or ask you when you next see them.',
    'As soon as they have confirmed you, this page goes on by itself. You can also close it and come back later.',
    'Nobody has answered after a working day? We remind the team.',
  ],
  ring: (team: string) => `Ring ${team}`,
  noNeed: 'You need do nothing here.',
  look: 'Look again now',
  looking: 'Looking…',
  stillSame: 'Nothing has changed yet.',
  urgentHeading: 'This is not for emergencies',
  urgentBody: 'Nobody watches this page. If you might hurt yourself or somebody else, do not wait:',
  ring999: 'Ring 999',
  ring111: 'Ring 111, then choose option 2',

  refusedTitle: 'The team could not confirm you',
  refusedBody: (team: string) => `Somebody at ${team} looked, and could not be sure that it is you. Nothing was opened. It is no judgement about you, and it changes nothing in your care.`,
  refusedNext: 'Ring the team or speak with your worker. They can check who you are in person, and invite you anew.',
  refusedOther: 'If you have signed in here another way before, sign out and use that.',
  theTeam: 'the team',
  yourTeam: 'Your team',

  noneTitle: 'Nothing is here for you yet',
  get noneBody() {
    return `You are signed in to ${serviceName()}. But no record, team or shared plan goes with your account at the moment.`
  },
  noneInvited: 'Have you been invited? Open the link of the invitation now, or scan its code.',
  noneWorker: 'Do you work here? Ask your team lead for a place in the team. Then sign in again.',
  noneSupport: 'People I support',
  account: 'My account: other ways in',
  signOut: 'Sign out',
}
