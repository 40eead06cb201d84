import type { Goal, Goals } from '../shared/api-types'
import { Await, Card, Details, LinkButton, Page } from '../shared/ui'
import { inOrder, scoresNow, withStatus } from './rules'
import { Suggested } from './Suggested'
import { useGoals, type OwnGoals } from './use-goals'
import { words } from './words'
import './styles.scss'

/** All of a person's goals: what is going on first, then what others suggest, then what rests or is over. */
export function GoalsPage() {
  const goals = useGoals()
  return (
    <Page title={words.title}>
      <Await of={goals.all} what={words.what}>
        {(all) => (all.goals.length === 0 ? <Empty /> : <Everything {...goals} goals={all.goals} />)}
      </Await>
      <p><a class="wm-goal-link" href="/how-life-is">{words.howLifeIs}</a></p>
    </Page>
  )
}

function Empty() {
  return (
    <>
      <h2 class="nhsuk-heading-m">{words.emptyHeading}</h2>
      <p>{words.empty}</p>
      <p>{words.emptyStep}</p>
      <LinkButton href="/goals/new" isLarge>{words.make}</LinkButton>
    </>
  )
}

function Everything({ goals, recordId, onGoal, onStale }: OwnGoals & Pick<Goals, 'goals'>) {
  const [active, suggested] = [withStatus(goals, 'active'), withStatus(goals, 'suggested')]
  return (
    <>
      <p>{words.intro}</p>
      <LinkButton href="/goals/new">{words.make}</LinkButton>
      {active.length === 0 && <p>{words.activeNone}</p>}
      {active.map((goal) => <GoalCard key={goal.id} goal={goal} level={2} />)}
      {suggested.length > 0 && (
        <section>
          <h2 class="nhsuk-heading-m">{words.suggestedHeading}</h2>
          <p>{words.suggestedExplains}</p>
          {suggested.map((goal) => <Suggested key={goal.id} recordId={recordId} onGoal={onGoal} onStale={onStale} goal={goal} isInList />)}
        </section>
      )}
      <Group heading={words.pausedHeading} goals={withStatus(goals, 'paused')} />
      <Group heading={words.finishedHeading} goals={withStatus(goals, 'finished')} />
      <LetGo goals={withStatus(goals, 'let_go')} />
    </>
  )
}

function Group({ heading, goals }: { heading: string; goals: readonly Goal[] }) {
  if (goals.length === 0) return null
  return (
    <section>
      <h2 class="nhsuk-heading-m">{heading}</h2>
      {goals.map((goal) => <GoalCard key={goal.id} goal={goal} level={3} />)}
    </section>
  )
}

function LetGo({ goals }: { goals: readonly Goal[] }) {
  if (goals.length === 0) return null
  return (
    <Details summary={words.letGo(goals.length)}>
      <ul class="nhsuk-list wm-link-list">
        {goals.map(({ id, words: said }) => <li key={id}><a class="wm-goal-words" href={`/goals/${id}`}>{said}</a></li>)}
      </ul>
    </Details>
  )
}

function GoalCard({ goal, level }: { goal: Goal; level: 2 | 3 }) {
  return (
    <Card heading={<span class="wm-goal-words">{goal.words}</span>} href={`/goals/${goal.id}`} level={level}>
      {goal.status === 'active' && <Stand goal={goal} />}
      {goal.is_private && <p class="wm-goal-facts">{words.onlyYou}</p>}
    </Card>
  )
}

function Stand({ goal }: { goal: Goal }) {
  const next = inOrder(goal.steps).find((step) => !step.is_done)
  const last = goal.tracked === null ? undefined : scoresNow(goal).at(-1)
  return (
    <>
      {next !== undefined && <p class="wm-goal-facts wm-goal-words">{words.nextStep(next.words)}</p>}
      {last !== undefined && (
        <p class="wm-goal-facts">
          {words.nearTitle} {goal.change === null ? words.near(last.value) : words.nearAndChange(last.value, goal.change.words)}
        </p>
      )}
    </>
  )
}
