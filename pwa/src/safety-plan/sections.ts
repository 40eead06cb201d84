/** The ten sections of a safety plan: their order, what each is called, and what it is for, in plain words of our own. */
import type { PlanHeading } from '../shared/api-types'
import { words } from '../shared/plan-to-read/words'

type SectionWords = { title: string; explains: string }

export const sectionWords: Readonly<Record<PlanHeading, SectionWords>> = {
  signs: { title: 'How I know it is getting harder', explains: 'Small things that you, or people near you, notice first.' },
  triggers: { title: 'What sets it off', explains: 'What often comes before a hard time: a day, a place, a letter, a quarrel.' },
  myself: { title: 'What I can do myself', explains: 'Things that have helped you before, even a little. You need nobody for them.' },
  distract: { title: 'People and places that take my mind off it', explains: 'You do not have to talk about it there. Being there is enough.' },
  people: { title: 'People I can ask', explains: 'People you could ring or text, also late. A number makes it one tap.' },
  services: { title: 'Services I can ring', explains: 'Your team, and lines where somebody answers day or night.' },
  safer: { title: 'Making things safer around me', explains: 'What to put out of reach, or who keeps it for you, before it gets hard.' },
  going: { title: 'What keeps me going', explains: 'People, animals, plans, songs. Big or very small.' },
  next_time: {
    title: 'What was hard before, and what I would like to try next time',
    explains: 'Looking back to look ahead. What could go another way?',
  },
  distressed: { title: 'When I am very distressed: please do, please don’t', explains: 'For whoever is with you. So they know what helps and what makes it worse.' },
}

export const headings = Object.keys(sectionWords) as PlanHeading[]

export const isHeading = (key: string): key is PlanHeading => key in sectionWords

export { groupsOf, itemsIn } from '../shared/plan-to-read/groups'

export const groupTitles = words.groups

/** Sections of people and services: each has a number to ring. */
export const hasPhones = (heading: PlanHeading): boolean => heading === 'people' || heading === 'services'
