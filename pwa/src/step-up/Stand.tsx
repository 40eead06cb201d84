import type { ComponentChildren } from 'preact'
import type { StepUpView } from '../shared/api-types'
import { useNow } from '../shared/use-now'
import { PhoneLink, Quote } from '../shared/ui'
import { Headline, keyWorkerOf, nameIn } from './Headline'
import { lastOf, nextTellingOf, standOf, tellingsOf, type Stand as Standing } from './rules'
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

/** Whom we told, whom we tell next, and that we go on. */
function Asking({ view }: Props) {
  const now = useNow()
  const next = nextTellingOf(view, now)
  return (
    <p>
      {tellingsOf(view).map(({ at, isTeam, names }) => `${isTeam ? body.toldTeam(at) : body.told(names, at)} `)}
      {next !== null && `${sayNext(next)} `}
      {body.willNotStop}
    </p>
  )
}

function sayNext({ whom, at, isNow }: { whom: 'team' | 'again'; at: string; isNow: boolean }): string {
  if (whom === 'team') return isNow ? body.nextTeamNow : body.nextTeam(at)
  return isNow ? body.nextAgainNow : body.nextAgain(at)
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
