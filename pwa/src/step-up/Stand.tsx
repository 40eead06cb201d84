import type { ComponentChildren } from 'preact'
import type { StepUpView } from '../shared/api-types'
import { useNow } from '../shared/use-now'
import { PhoneLink, Quote } from '../shared/ui'
import { Headline, keyWorkerOf, nameIn } from './Headline'
import { firstName, lastOf, nextTellingOf, standOf, tellingsOf, type Next, type Stand as Standing, type Telling } from './rules'
import { words } from './words'

type Props = { view: StepUpView }
const { standBody: body } = words

/** The one thing that is true now, in the biggest words of the screen, and what follows from it. Read out when it changes. */
export function Stand({ view }: Props) {
  const stand = standOf(view)
  const Body = bodies[stand]
  return (
    <div class="wm-stand" role="status" aria-atomic="true">
      <h2 class="wm-stand__headline"><Headline view={view} /></h2>
      <Body view={view} />
    </div>
  )
}

const bodies: Record<Standing, (props: Props) => ComponentChildren> = {
  telling: () => <p>{body.telling}</p>,
  waiting: Asking,
  helped: Helped,
  unreached: () => <p>{body.unreached}</p>,
  missed: ({ view }) => (
    <>
      <p>{tellingsOf(view).some(({ isTeam }) => isTeam) ? body.missedTeam : body.missed}</p>
      {view.team.is_open ? <Asking view={view} /> : <Away view={view} />}
    </>
  ),
  team_closed: Away,
  promised: ({ view }) => (
    <>
      {view.promise !== null && view.promise.words !== '' && <Quote isLarge words={view.promise.words} by={view.promise.by} />}
      <p>{body.promised}</p>
    </>
  ),
  talked: ({ view }) => <Written view={view} kind="in_contact" />,
  planned: ({ view }) => <Written view={view} kind="plan_agreed" />,
  closed: ({ view }) => <Written view={view} kind="closed" />,
  withdrawn: () => <p>{body.withdrawn}</p>,
}

/** Whom we told, how far it got, whom we tell next, and that we go on. */
function Asking({ view }: Props) {
  const now = useNow()
  const next = nextTellingOf(view, now)
  return (
    <p>
      {tellingsOf(view).map((telling) => `${sayTold(telling)} `)}
      {sayFar(view)}
      {next !== null && `${sayNext(next)} `}
      {body.willNotStop}
    </p>
  )
}

function sayTold({ at, whom, isTeam, names }: Telling): string {
  if (isTeam) return body.toldTeam(at)
  return whom === 'key_worker' || whom === 'colleague' ? body.told(names, at) : body.toldAs(names, body.whom[whom], at)
}

/** On a phone, or opened: and that this is not an answer yet. */
function sayFar({ standing: { state, names, since } }: StepUpView): string {
  const [name] = names
  if (name === undefined) return ''
  if (state === 'seen') return `${body.opened(firstName(name), since)} `
  return state === 'reached' ? `${body.reached(firstName(name), since)} ` : ''
}

function sayNext({ whom, at, isNow }: Next): string {
  if (whom === 'again') return isNow ? body.nextAgainNow : body.nextAgain(at)
  return isNow ? body.nextNow(body.whom[whom]) : body.next(body.whom[whom], at)
}

/** Another team answers while her own one is closed: which, since when, what it may see, and when her own is back. */
function Helped({ view }: Props) {
  const { standing: { team, names, since }, team: { opens_at } } = view
  return (
    <>
      <p>{body.helped(team ?? words.otherTeam, names.map(firstName), since)}</p>
      <p>{body.helpedSees}{opens_at !== null && ` ${body.helpedUntil(opens_at)}`} {body.willNotStop}</p>
    </>
  )
}

/** The team is away: when somebody will see it, and whom to ring now. */
function Away({ view }: Props) {
  const { opens_at, out_of_hours } = view.team
  return (
    <>
      <p>{opens_at === null ? body.closedSometime : body.closedBack(opens_at, keyWorkerOf(view))}</p>
      <p>{out_of_hours.words} {out_of_hours.call !== null && <PhoneLink number={out_of_hours.call} />}</p>
    </>
  )
}

const written = {
  in_contact: body.talked,
  plan_agreed: (name: string) => body.planned(name),
  closed: body.closed,
}

/** What a worker wrote down last. */
function Written({ view, kind }: Props & { kind: keyof typeof written }) {
  const entry = lastOf(view, kind)
  if (entry === null) return null
  const name = nameIn(entry.by)
  const hasWords = entry.words !== null && entry.words !== ''
  const says = kind === 'plan_agreed' && !hasWords ? body.plannedNoWords(name) : written[kind](name, entry.at)
  return (
    <>
      <p>{says}</p>
      {hasWords && <Quote isLarge={kind === 'plan_agreed'} words={entry.words ?? ''} by={entry.by ?? name} />}
    </>
  )
}
