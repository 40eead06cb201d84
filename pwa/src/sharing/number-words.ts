/** English copy of the NHS number on an invitation. */
export const words = {
  label: 'Their NHS number (if you like)',
  hint: '10 digits, from a letter or your clinical system. Then NHS login can let them in only if it knows the same number.',
}
