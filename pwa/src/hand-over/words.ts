/** English copy of handing over. */
import type { HeldPlace, HeldRequest } from '../shared/api-types'
import { sayWhen } from '../shared/times'

const number = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${count} ${many}`)
const list = (names: readonly string[]) => (names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`)
const desk = (place: HeldPlace) => (place.desk === 'duty' ? 'the duty desk' : 'the shift')
const when = ({ begins }: HeldPlace) => (begins === null ? '' : sayWhen(begins))

/** One place in a few words, as it stands in a sentence. */
function place(one: HeldPlace): string {
  switch (one.kind) {
    case 'rotation': return `the place in “${one.name}”`
    case 'override': return `${desk(one)} on ${when(one)}`
    case 'swap': return `${one.other?.name ?? 'a colleague'}’s turn on ${when(one)}`
    case 'cover': return `covering for ${one.other?.name ?? 'a colleague'} from ${when(one)}`
  }
}
const sentence = (said: string) => said.charAt(0).toLocaleUpperCase('en-GB') + said.slice(1)

export const words = {
  title: (name: string) => `Hand over from ${name}`,
  titleMine: 'What you hold',
  windowTitle: 'Hand over',
  what: 'what they hold',
  back: 'Team',
  intro: (team: string) => `Everything that rests on this person in ${team}. Choose who takes it. It happens all at once, or not at all.`,
  introGone: (name: string, team: string) => `${name} no longer gets in. This is what still rests on them in ${team}. Choose who takes it. It happens all at once, or not at all.`,
  introMine: 'Everything that rests on you in this team. Your team lead can hand it over.',
  nothing: 'Nothing rests on them just now.',
  nothingMine: 'Nothing rests on you just now.',
  leavesLabel: (name: string, team: string) => `${name} leaves ${team}`,
  leavesHint: 'They lose their access to the people of this team at once.',
  allLabel: 'Who takes everything?',
  allHint: 'You can choose somebody else for each thing below.',
  nobodyYet: 'Nobody yet',
  asAll: (name: string) => `As above: ${name}`,
  withPerson: (name: string) => `With the person: ${name}`,
  stay: 'Stays as it is',
  endsChoice: (one: HeldPlace) => (one.kind === 'swap' ? `Goes back to ${one.other?.name ?? 'whose turn it was'}` : 'Nobody: it ends'),
  away: (name: string) => `${name} (away now)`,
  peopleHeading: (count: number) => (count === 1 ? 'Key worker for 1 person' : `Key worker for ${count} people`),
  peopleSeen: 'Each person here can see that you opened this list.',
  requestsHeading: 'Open requests',
  how: (one: HeldRequest, isMe: boolean) => ({
    promise: `${isMe ? 'You' : 'They'} promised to answer${one.promise_ends_at === null ? '' : ` by ${sayWhen(one.promise_ends_at)}`}.`,
    handed: `It was handed to ${isMe ? 'you' : 'them'}.`,
    contact: `${isMe ? 'You' : 'They'} were the last to be in contact.`,
  })[one.how],
  placesHeading: 'In the rota',
  place,
  placeRow: (one: HeldPlace) => sentence(place(one)),
  otherHeading: 'Also',
  devices: (count: number, isMe: boolean) =>
    `${count === 0 ? 'No device gets' : number(count, 'device gets', 'devices get')} messages for ${isMe ? 'you' : 'them'}.`,
  carers: (isMe: boolean) => `${isMe ? 'You' : 'They'} look after carers in this team.`,
  leftAlone: (isMe: boolean) => `What ${isMe ? 'you' : 'they'} agreed to do in people’s plans stays as it was agreed. Look at it with each person.`,
  who: (thing: string) => `Who takes ${thing}?`,
  requestOf: (name: string) => `the request of ${name}`,
  previewHeading: 'What will happen',
  previewNone: 'Nothing yet. Choose who takes something over.',
  willPerson: (person: string, to: string) => `${to} becomes key worker for ${person}. ${person} is told.`,
  willRequest: (person: string, to: string, how: HeldRequest['how']) =>
    `${to} is asked first to answer the request of ${person}${how === 'promise' ? ', and the promise ends' : ''}. ${person} sees it.`,
  willPlace: (one: HeldPlace, to: string) => `${to} takes ${place(one)}.`,
  willEnd: (one: HeldPlace) => (
    one.kind === 'swap' ? `${sentence(place(one))} goes back to ${one.other?.name ?? 'them'}.`
      : one.kind === 'rotation' ? `${sentence(place(one))} ends. The others take more turns: look at the rota afterwards.` : `${sentence(place(one))} ends.`
  ),
  willCarers: (to: string | null) => (to === null ? 'Nobody looks after carers then: name somebody on the Team page.' : `${to} looks after carers.`),
  willLeave: (name: string, team: string, devices: number) => [
    `${name} leaves ${team} at once, and sees nobody of it any more.`,
    'Invitations that they made and nobody has answered stay.',
    ...(devices > 0 ? ['Their devices get no messages of this team any more.'] : []),
  ],
  willStay: (name: string, count: number) => `${number(count, 'thing stays', 'things stay')} with ${name}.`,
  lastLead: (name: string) => `${name} is the only lead of this team. Somebody else has to become a lead first.`,
  coversSelf: (name: string) => `${name} is away then and cannot cover for themselves. Choose somebody else.`,
  stillOpen: (things: readonly string[]) => `Nobody takes ${list(things.slice(0, 3))}${things.length > 3 ? ` and ${number(things.length - 3, 'more', 'more')}` : ''} yet.`,
  chooseFirst: 'Choose who takes something over first.',
  noColleague: 'Nobody else is in this team, so nobody can take it.',
  send: 'Hand over',
  sendAndLeave: (name: string) => `Hand over, and let ${name} go`,
  sending: 'Handing over…',
  safe: 'Nothing was handed over.',
  changed: 'Look at the newest list',
  doneTitle: 'Handed over',
  done: (name: string, people: number, requests: number, places: number) => {
    const said = [
      ...(people > 0 ? [number(people, 'person', 'people')] : []),
      ...(requests > 0 ? [number(requests, 'request', 'requests')] : []),
      ...(places > 0 ? [number(places, 'place in the rota', 'places in the rota')] : []),
    ]
    return said.length === 0 ? `${name} held nothing.` : `${sentence(list(said))} went to colleagues. They have been told.`
  },
  left: (name: string, team: string) => `${name} is no longer in ${team}.`,
  toTeam: 'Back to the team',
}
