/** English copy of opening hours. */
export const words = {
  always: 'Day and night',
  openUntil: (when: string) => `Open now until ${when}`,
  opens: (day: string, clock: string) => `Opens ${day} at ${clock}`,
  opensAtMidnight: 'Opens at midnight',
  onDay: (day: string) => `on ${day}`,
  notKnown: 'We do not know when this line is open',
  days: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const,
  everyDay: 'Every day',
  allDay: 'day and night',
  range: (from: string, to: string) => `${from} to ${to}`,
  and: ' and ',
  week: (days: string, hours: string) => `${days}: ${hours}`,
  checkedOn: (day: string) => `Numbers checked on ${day}.`,
}
