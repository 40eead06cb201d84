/** English copy of the NHS number on an invitation, and of the form where others wait above it. */
export const words = {
  inviteAnother: 'A new invitation',
  label: 'Their NHS number (if you like)',
  hint: '10 digits, from a letter or your clinical system. Then NHS login can let them in only if it knows the same number.',
}
