/** English copy of a safety plan as others read it. The titles of its sections come with the plan, in her own voice. */
import type { PlanGroup } from '../api-types'

export const groupWords: Record<PlanGroup, string> = {
  people: 'People',
  places: 'Places',
  hard: 'What was hard',
  me: 'For me',
  my_people: 'For my people',
  surroundings: 'For what is around me',
  do: 'Please do',
  dont: 'Please don’t',
}

export const words = {
  groups: groupWords,
  pleaseTitle: (name: string) => `When ${name} is very distressed`,
  written: 'Written',
  writtenWith: (name: string) => `, with ${name}`,
  ring: (number: string) => `Ring ${number}`,
  text: (number: string) => `Text ${number}`,
  helped: 'This has helped.',
  photo: 'A photo, with no words to it',
}
