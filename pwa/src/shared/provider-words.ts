/** English copy of the buttons that lead to a provider. */
export const words = {
  continueWith: (name: string) => `Continue with ${name}`,
  opening: (name: string) => `Opening ${name}…`,
  mayNotAnswer: (name: string) => `${name} did not answer a moment ago. You can try it, or use another way.`,
  failed: (said: string) => `${said} You can use another way in.`,
}
