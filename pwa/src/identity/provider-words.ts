/** English copy of signing in by a provider, on the welcome and on the account page. */
import { serviceName } from '../shared/look'

export const words = {
  orPasskey: 'Or use a passkey',
  supportSomebody: 'I support somebody',
  confirmedByWorker: 'My worker has confirmed who I am',
  workHeading: 'I work here',
  workHint: 'Sign in as you do for your work.',
  alsoHeading: 'More ways to sign in',

  identityTag: 'Sign-in',
  identityAdd: (name: string) => `Add ${name} to my account`,
  identityAddHint: (name: string) => `You leave this page for ${name}, and come back here.`,
  identityAdded: (name: string) => `${name} is added. You can sign in with it from now on.`,
  identityMade: 'Added',
  identityUsed: 'Last used',
  identityNeverUsed: 'Not used yet',
  identityRemoveAsk: (name: string) => `Remove ${name}? You can no longer sign in here with it. Your ${name} itself stays as it is.`,
  identityRemoved: (name: string) => `${name} is removed here.`,

  pendingHeading: (name: string) => `Is this ${name} yours?`,
  pendingBody: (name: string) => `You have just signed in with ${name} on this device. Add it, and you can use it the next time.`,
  pendingNotMine: 'If somebody else used it on this device, say no.',
  pendingNo: 'No, do not add it',
  pendingNoBusy: 'One moment…',
  pendingAdding: 'Adding it…',
  pendingOver: 'That took too long, so nothing was added. You can add it below.',
  pendingDeclined: 'Nothing was added.',

  confirmLeave: (name: string) => `You leave this page for ${name}, and come back here. Then press once more what you wanted to do.`,
  confirmWith: (name: string) => `Confirm with ${name}`,
  confirmOther: 'Or another way',

  momentTitle: 'One moment…',
  momentBody: (name: string) => `We are checking with ${name} that it is you. This can take a few seconds.`,
  momentPlain: 'We are checking that it is you. This can take a few seconds.',

  unknownTitle: 'We do not know you by this yet',
  unknownBody: (name: string) => `Your ${name} works. But no account at ${serviceName()} goes with it, so nothing was opened.`,
  unknownHave: 'I have an account here',
  unknownHaveBody: (name: string) => `Sign in the way you did before. Then add ${name} to your account with one tap. You have 15 minutes for it.`,
  unknownSignIn: 'Sign in another way',
  unknownNew: 'I have no account here',
  unknownNewBody: 'Your worker can invite you. They give you a link or a code to scan. Somebody who wants to share with you can invite you too.',
  unknownStaff: 'If you work here, ask your team lead for a place in the team.',
}
