/** Pages made of text: whatever comes from somebody's hand is escaped. */
export const digits = (number: string) => number.replaceAll(/[^\d+]/g, '')
export const when = (is: boolean, html: string) => (is ? html : '')

export function escape(said: string): string {
  const named: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
  return said.replaceAll(/[&<>"']/g, (letter) => named[letter] ?? letter)
}
