/** English copy of the NHS number on the page of a person. */
export const words = {
  key: 'NHS number',
  none: 'None yet',
  add: 'Add',
  change: 'Change',
  changeLabel: (name: string) => `Change the NHS number of ${name}`,
}
