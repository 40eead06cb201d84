/** English copy of choosing what somebody may see, shared by inviting and changing. */
import type { SectionName } from '../shared/api-types'
import type { Gap, Until } from './terms'

export const words = {
  sectionsLegend: (name: string) => `What may ${name} see?`,
  sectionsHint: 'Choose as much or as little as you like. It can be nothing.',
  sections: {
    step_ups: ['My requests', 'What you asked for, who has answered, and where it stands.'],
    about_me: ['About me', 'What you want people to know about you, and whom to ring.'],
    goals: ['My goals', 'What you want to do, and your steps.'],
    dialog_results: ['How my life is going', 'How you rated parts of your life.'],
    dialog_plus_plan: ['What I want to change', 'What you chose to work on, and who does what.'],
    safety_plan: ['My safety plan', 'What helps when things get hard.'],
    stepping_down: ['Needing less support', 'How you stay well with less support.'],
  } satisfies Record<SectionName, readonly [string, string]>,

  termsAll: 'This counts for all of it.',
  eachInstead: 'Choose for each one by itself',
  allInstead: 'Choose the same for all',
  mayLegend: (name: string) => `May ${name} add to it?`,
  mayOptions: {
    see: { label: 'See only' },
    add: { label: 'See and add', hint: 'What they write is marked as theirs. They can not change what is yours.' },
  },
  whenLegend: 'When?',
  whenOptions: {
    always: { label: 'Always' },
    while_open: { label: 'Only while a request of mine is open', hint: 'They see it while you are asking for more support. It stops by itself.' },
  },
  untilLegend: 'Until when?',
  untilOptions: {
    none: 'No end. I stop it when I want',
    1: '1 month',
    3: '3 months',
    6: '6 months',
    date: 'Until a day that I choose',
  } satisfies Record<Until, string>,
  first: 'First day (leave empty to begin at once)',
  last: 'Last day',
  gaps: {
    'no-last': 'Choose the last day.',
    'last-over': 'Choose a last day that is still to come.',
    'first-after': 'The first day comes after the last one.',
  } satisfies Record<Gap['why'], string>,

  asksTitle: (name: string) => `What do you ask of ${name}?`,
  asksHint: 'You need not write anything.',
  pleaseDo: 'Please do',
  pleaseDoHint: 'Such as: ring me in the evening, come for a walk.',
  pleaseDont: 'Please don’t',
  pleaseDontHint: 'Such as: do not ring my sister, do not talk about work.',
}
