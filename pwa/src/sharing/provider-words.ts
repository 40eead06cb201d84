/** English copy of joining by a provider's sign-in. */
export const words = {
  title: 'How do you want to get in?',
  what: (name: string) => `If you have ${name}, use it. There is nothing new to remember.`,
  noProof: 'I cannot prove there who I am',
  noProofWhat: 'Then your worker confirms that it is you, before your record opens.',
  orPasskey: 'Or add a passkey',
  orCode: 'Or use a code',
  trusted: (name: string) => `With ${name} you need no new account, and nothing new to remember.`,
}
