/** Ideas for whoever is stuck: everyday things, in words of our own. They become hers once she puts them in. */
import type { PlanGroup, PlanHeading } from '../../shared/api-types'

type Ideas = { label: string; ideas: readonly string[] }

const all: Readonly<Record<PlanHeading, Readonly<Partial<Record<PlanGroup | 'item', Ideas>>>>> = {
  signs: {
    item: {
      label: 'Something I notice',
      ideas: [
        'I lie awake until three.', 'I stop opening my post.', 'I eat standing up, or not at all.', 'The curtains stay shut.', 'I do not answer when friends write.',
        'I get angry at small things.', 'Everything feels far away.', 'I leave the washing-up for days.',
      ],
    },
  },
  triggers: {
    item: {
      label: 'Something that sets it off',
      ideas: [
        'Letters about money.', 'A quarrel at home.', 'Sundays with nobody to talk to.', 'A bad night’s sleep, or two.', 'The days around an anniversary.',
        'Waiting for an appointment.', 'Drinking more than I meant to.', 'Reading the news late at night.',
      ],
    },
  },
  myself: {
    item: {
      label: 'Something I can do',
      ideas: [
        'Walk once round the block.', 'Run cold water over my hands.', 'Put on the one song that always works.', 'Have a shower and clean clothes.',
        'Make tea and drink it by the window.', 'Water the plants.', 'Write it down and close the book.', 'Breathe out slowly, ten times.', 'Watch something that makes me laugh.',
      ],
    },
  },
  distract: {
    people: { label: 'A person', ideas: ['The neighbour with the dog.', 'My cousin, who talks about football.', 'The people at the allotment.', 'Whoever is at the café counter.'] },
    places: { label: 'A place', ideas: ['The library, at the table by the radiator.', 'The bench by the river.', 'The big supermarket, just to walk about.', 'The bus, there and back.'] },
  },
  people: {
    item: {
      label: 'Who?',
      ideas: ['My sister or brother', 'A friend from school', 'My neighbour', 'Somebody from my group', 'My mum or dad', 'Somebody from work'],
    },
  },
  services: { item: { label: 'Who?', ideas: ['My GP surgery', 'My pharmacist', 'The out-of-hours team'] } },
  safer: {
    item: {
      label: 'Something that makes it safer',
      ideas: [
        'I ask the pharmacist for a few days’ tablets at a time.', 'My sister keeps the spare tablets.', 'No drink in the flat on bad days.', 'I give my neighbour the car key.',
        'I sleep at my friend’s on the worst nights.', 'I keep to rooms where somebody is.', 'I delete the numbers that do me no good.',
      ],
    },
  },
  going: {
    item: {
      label: 'Something that keeps me going',
      ideas: [
        'The dog needs me at seven.', 'My niece’s laugh.', 'The beans I planted.', 'A promise I made.', 'The next series of my programme.', 'I have come through it before.',
        'Saturday’s match.',
      ],
    },
  },
  next_time: {
    hard: { label: 'Something that was hard', ideas: ['I told nobody until it was too late in the evening.', 'I had to tell my story four times.'] },
    me: { label: 'Something I would try', ideas: ['I ring on the first bad night, not the fourth.', 'I go out of the room before I shout.'] },
    my_people: { label: 'Something my people would try', ideas: ['They ask me straight out how I am.', 'They sit with me and do not talk.'] },
    surroundings: { label: 'Something around me to change', ideas: ['A lamp by the bed.', 'The phone charges in the kitchen.'] },
  },
  distressed: {
    do: { label: 'Please do', ideas: ['Talk slowly, one question at a time.', 'Tell me what happens next.', 'Sit down, not over me.', 'Ring Jo.'] },
    dont: { label: 'Please don’t', ideas: ['Touch me without asking.', 'All talk at once.', 'Tell me to calm down.', 'Leave me without saying so.'] },
  },
}

export function ideasFor(heading: PlanHeading, group: PlanGroup | null): Ideas {
  return all[heading][group ?? 'item'] ?? { label: '', ideas: [] }
}
