/** English copy that several pages of the safety plan share. */
export const words = {
  title: 'My plan',
  what: 'your plan',
  text: (number: string) => `Text ${number}`,
  hasHelped: 'This has helped before.',
  writtenWith: (name: string, day: string) => `Written with ${name}, ${day}.`,
}
