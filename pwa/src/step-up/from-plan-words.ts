/** English copy of choosing words from one's plan when asking. */
export const words = {
  summary: 'Choose words from your plan',
  legend: 'From your plan',
  hint: 'Tick what fits. The words go into the box above. You can change them there.',
  what: 'your plan',
  failed: 'We could not get your plan just now. You can write in your own words.',
  none: 'You have not written down how you know that it is getting harder.',
}
