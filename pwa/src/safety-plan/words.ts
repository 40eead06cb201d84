/** English copy that several pages of the safety plan share. */
export const words = {
  title: 'My plan',
  what: 'your plan',
  text: (number: string) => `Text ${number}`,
  hasHelped: 'This has helped before.',
  written: (day: string, withName: string | null) => (withName === null ? `Saved ${day}.` : `Saved ${day}, with ${withName}.`),
}
