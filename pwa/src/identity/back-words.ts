/** English copy of coming back from a provider: what happened, what is safe, and what to do next. */
import { serviceName } from '../shared/look'

/** What can be pressed. 'again' and 'proof' begin anew (with proof of who one is), 'lower' asks for less proof. */
export type NextStep = 'again' | 'proof' | 'lower' | 'other' | 'join' | 'wait'
export type Ending = {
  title: string
  body: readonly string[]
  steps: readonly NextStep[]
  /** Said where less proof can be asked for. */
  aboutLower?: string
}

/** Who is asked, as it stands in a sentence. */
type Name = string

export const endings: Readonly<Record<string, (name: Name) => Ending>> = {
  none: () => ({
    title: 'This sign-in is over',
    body: ['You came here by a bookmark, the back button or an old page. Nothing has changed. Start again from the first page.'],
    steps: ['other'],
  }),
  cancelled: (name) => ({
    title: 'You stopped before the end',
    body: ['You are not signed in by it. Nothing has changed. You can start again, or use another way.'],
    aboutLower: `Did ${name} ask for a photo of you? You need none if you support somebody, or if your worker has confirmed who you are.`,
    steps: ['again', 'lower', 'other'],
  }),
  no_consent: (name) => ({
    title: 'You chose not to share your details with us',
    body: [
      `That is your right, and it changes nothing in your care. But ${name} could not tell us who you are, so it cannot let you in here.`,
      'You can sign in another way. If you have no other way yet, ask your worker: they can invite you without it.',
      'If you change your mind, you can try again at any time.',
    ],
    steps: ['other', 'again'],
  }),
  expired: (name) => ({
    title: 'This sign-in is over',
    body: [`It took too long, or it has been used already. Nothing has changed. Start again with ${name}: it is quickly done.`],
    steps: ['again', 'other'],
  }),
  other_browser: (name) => ({
    title: 'You began in another browser',
    body: ['For your safety, a sign-in ends in the browser where it began.', `Go back there, or start again here with ${name}.`],
    steps: ['again', 'other'],
  }),
  provider_away: (name) => ({
    title: `${name} does not answer`,
    body: ['That is not your fault, and nothing is lost. Try again in a few minutes, or use another way in now.'],
    steps: ['again', 'other'],
  }),
  clock: (name) => ({
    title: `We cannot check ${name} just now`,
    body: ['Its clock and ours do not agree. We have to put that right, not you. Please use another way in for now.'],
    steps: ['other', 'again'],
  }),
  level_too_low: (name) => ({
    title: 'We need to be surer that it is you',
    body: [
      `Your record is private. ${name} has not checked closely enough who you are.`,
      `Choose “Prove who I am” below. ${name} then asks for a photo of your passport, driving licence or other photo ID, and for a photo or video of your face.`,
      'Have you no photo ID, or would you rather not? Sign in another way, or ask your worker.',
    ],
    steps: ['proof', 'other'],
  }),
  level_too_low_staff: (name) => ({
    title: 'Your sign-in was not strong enough',
    body: [`This is about people’s health, so ${name} has to check more than a password: with a card, a key or a code, for example.`, 'Start again, and choose the stronger way there. If you have none, ask your organisation’s service desk.'],
    steps: ['again', 'other'],
  }),
  refused: () => ({
    title: 'That sign-in did not work',
    body: ['Something about it was not right, so we opened nothing. Nothing has changed. Please start again.'],
    steps: ['again', 'other'],
  }),
  already_linked: (name) => ({
    title: `This ${name} belongs to another account`,
    body: [`It is already a way into another account here, so it was not added. If that account is yours, sign in to it with ${name}. If you are not sure, ask your worker or your team lead.`],
    steps: ['other'],
  }),
  other_account: (name) => ({
    title: 'That was another account',
    body: [`The ${name} that you used does not belong to the account you are in. Nothing has changed. Use your own, or confirm in another way.`],
    steps: ['again', 'other'],
  }),
  not_let_in: () => ({
    title: 'Nobody has given you a place in a team yet',
    body: ['Your sign-in works. But it does not say to which team you belong here, so we can show you nothing.', 'Ask your team lead to see to it. Then sign in again.'],
    steps: ['again', 'other'],
  }),
  use_provider: () => ({
    title: 'Use the sign-in of your organisation',
    body: ['Your organisation wants you to sign in here as you do for your work. Choose it on the first page, under “I work here”.'],
    steps: ['other'],
  }),
  does_not_fit: (name) => ({
    title: 'We could not match you with a record',
    body: [
      `What ${name} told us does not fit what we have. To keep everybody’s record private, we opened nothing.`,
      'Somebody has to look at it with you. We are telling the team. You can also ring them, or speak with your worker.',
    ],
    steps: ['other'],
  }),
  invitation_refused: () => ({
    title: 'This invitation does not work',
    body: ['It has been used, has ended, or is too old.', 'If you have joined already, you can sign in. If not, ask for a new invitation. That is quickly done.'],
    steps: ['other'],
  }),
  wrong_code: () => ({
    title: 'That was not the code',
    body: ['The code with 6 digits did not fit the invitation. Open the link of your invitation once more, and enter the code again.'],
    steps: ['join'],
  }),
  already_joined: (name) => ({
    title: 'You have joined already',
    body: [`There is an account here for your ${name}. You need no invitation: sign in with it.`],
    steps: ['again', 'other'],
  }),
  works_here: () => ({
    title: 'This invitation is for somebody else',
    body: ['You work in the team that sent it. The person whom you have invited opens it on their own phone. It has not been used up.'],
    steps: ['other'],
  }),
  wrong_account: (name) => ({
    title: 'This invitation is for another account',
    body: [`The account that goes with this ${name} cannot accept it: it made the invitation, or has accepted one of this person already. It has not been used up.`],
    steps: ['other'],
  }),
  account_closed: () => ({
    title: 'This account was closed',
    body: ['Nothing opens with it any more. If you want to come back, ask your team for a new invitation.'],
    steps: ['other'],
  }),
  limited: () => ({
    title: 'That was too often',
    body: ['For everybody’s safety, we count how often somebody tries. Wait for a few minutes. Then start again.'],
    steps: ['wait', 'other'],
  }),
  signed_out: () => ({
    title: 'You were signed out meanwhile',
    body: ['It took too long, so nothing was changed. Sign in, and do it once more.'],
    steps: ['other'],
  }),
  not_reached: (name) => ({
    title: 'The connection broke',
    body: [`We could not finish, and a sign-in works only once. When you have a signal, begin again with ${name}. Nothing is lost.`],
    steps: ['again', 'other'],
  }),
}

export const words = {
  somebody: 'that service',
  windowTitle: 'Sign in',
  again: (name: string) => `Start again with ${name}`,
  proof: 'Prove who I am',
  lower: 'Continue without proof',
  other: 'Other ways to sign in',
  join: 'Open my invitation again',
  joinBody: 'For your safety, we keep no invitation on this device. Open its link once more, or scan the code once more. It has not been used up.',
  stillHere: (name: string) => `You are still signed in as ${name}.`,
  goOn: 'Go on as you are',
  unclear: 'We could not sign you in',
  talkHeading: 'If you cannot wait',
  talkBody: 'This is not an emergency service. If you might hurt yourself or somebody else, ring now:',
  ring999: 'Ring 999',
  ring111: 'Ring 111, then choose option 2',
  confirmed: 'Thank you. Now press once more what you wanted to do.',
  linked: (name: string) => `${name} is added. You can sign in to ${serviceName()} with it from now on.`,
}
