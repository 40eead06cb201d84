import { useRoute } from 'preact-iso'
import { ApiError } from '../shared/api'
import type { Goal } from '../shared/api-types'
import { useMe } from '../shared/session'
import { Await, Details, Page } from '../shared/ui'
import { useWatched } from '../shared/use-watched'
import { watchGoals, type Theirs } from './api'
import { withStatus } from './rules'
import { SuggestGoal } from './SuggestGoal'
import { TheirGoal } from './TheirGoal'
import { words } from './their-words'
import './styles.scss'

/** The goals of somebody else as they share them now. Hidden and empty read the same, and it empties by itself. */
export function TheirGoalsPage() {
  const recordId = useRoute().params.recordId ?? ''
  const { is_worker: isWorker } = useMe()
  const theirs = useWatched((watch) => watchGoals(watch, recordId), recordId)
  const isGone = theirs.error instanceof ApiError && theirs.error.status === 404
  return (
    <Page
      title={theirs.value === null ? words.title : words.titleOf(theirs.value.name)} windowTitle={words.title}
      back={{ href: isWorker ? `/caseload/${recordId}` : `/support/${recordId}`, words: theirs.value?.name ?? words.back }}
    >
      {isGone
        ? <p>{words.gone}</p>
        : <Await of={theirs} what={words.what}>{(all) => <All recordId={recordId} {...all} onNew={theirs.reload} />}</Await>}
    </Page>
  )
}

type Props = Theirs & { recordId: string; onNew: () => Promise<void> }

function All({ recordId, name, goals: { goals, may_add: mayAdd }, onNew }: Props) {
  const list = (some: readonly Goal[]) => some.map((goal) => <TheirGoal key={goal.id} recordId={recordId} name={name} goal={goal} mayAdd={mayAdd} onNew={onNew} />)
  const over = withStatus(goals, 'finished', 'let_go', 'declined')
  return (
    <>
      {goals.length === 0 && <p>{words.none}</p>}
      {list(withStatus(goals, 'active'))}
      <Group heading={words.suggestedHeading}>{list(withStatus(goals, 'suggested'))}</Group>
      <Group heading={words.pausedHeading}>{list(withStatus(goals, 'paused'))}</Group>
      {over.length > 0 && <Details summary={words.overSummary}>{list(over)}</Details>}
      {mayAdd && <SuggestGoal recordId={recordId} name={name} onNew={onNew} />}
      <p>{words.unseen(name)} {words.seen(name)}</p>
    </>
  )
}

function Group({ heading, children }: { heading: string; children: ReturnType<typeof TheirGoal>[] }) {
  if (children.length === 0) return null
  return <section><h2 class="nhsuk-heading-m">{heading}</h2>{children}</section>
}
