/** English copy of a safety plan as others read it. The titles of its sections come with the plan, in her own voice. */
import type { PlanGroup } from '../api-types'
import { words as please } from './please-words'

export const words = {
  groups: {
    people: 'People',
    places: 'Places',
    hard: 'What was hard',
    me: 'What I would try: for me',
    my_people: 'What I would try: for my people',
    surroundings: 'What I would try: for my surroundings',
    do: please.do,
    dont: please.dont,
  } satisfies Record<PlanGroup, string>,
  written: please.written,
  writtenWith: (name: string) => `, with ${name}`,
  ring: (number: string) => `Ring ${number}`,
  text: (number: string) => `Text ${number}`,
  helped: 'This has helped.',
  photo: 'A photo, with no words to it',
}
