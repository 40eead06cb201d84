/** NHS numbers: ten digits in three groups, of which the last checks the others. Pure. */

export const nhsNumberWords = {
  short: (found: number) => `An NHS number has 10 digits. You have ${found}.`,
  wrong: 'These digits do not make an NHS number. Perhaps two are swapped. Look at it once more.',
}

/** "943 476 5919", as far as it has been typed. */
export function sayNhsNumber(typed: string): string {
  const digits = typed.replaceAll(/\D/g, '').slice(0, 10)
  return [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6)].filter((part) => part !== '').join(' ')
}

/** Grouped while it is typed at its end, or pasted; a change in the middle is left alone, since the cursor would jump. */
export function whileTyping(before: string, typed: string): string {
  const isAtEnd = typed.length > before.length && typed.startsWith(before.trimEnd())
  return isAtEnd ? sayNhsNumber(typed) : typed
}

/** The ten digits; null when that is no NHS number. */
export function nhsNumberIn(typed: string): string | null {
  return faultIn(typed) === null ? typed.replaceAll(/\D/g, '') : null
}

/** What is wrong with it, in kind words; null when nothing is. */
export function faultIn(typed: string): string | null {
  const digits = typed.replaceAll(/\D/g, '')
  if (digits.length !== 10 || /[^\d\s-]/.test(typed)) return nhsNumberWords.short(digits.length)
  return checkDigit(digits) === Number(digits[9]) ? null : nhsNumberWords.wrong
}

function checkDigit(digits: string): number {
  const sum = Array.from(digits.slice(0, 9)).reduce((total, digit, place) => total + Number(digit) * (10 - place), 0)
  return (11 - (sum % 11)) % 11
}
