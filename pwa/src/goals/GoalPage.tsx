import { useRoute } from 'preact-iso'
import type { Action, Goal, Goals } from '../shared/api-types'
import { Await, Loading, Page, Quote, SummaryList, Tag } from '../shared/ui'
import { sayDay } from '../shared/times'
import { useResource } from '../shared/use-resource'
import { readAgreed } from './api'
import { History } from './History'
import { HowNear } from './HowNear'
import { Privacy } from './Privacy'
import { fitsHeading, inOrder } from './rules'
import { Standing } from './Standing'
import { Steps } from './Steps'
import { StepsToRead } from './StepsToRead'
import { Suggested } from './Suggested'
import { useGoals, type OneGoal } from './use-goals'
import { words } from './words'
import './styles.scss'

/** One goal of one's own: its steps, how near it is, and what may become of it. */
export function GoalPage() {
  const goalId = useRoute().params.id ?? ''
  const goals = useGoals()
  // Known before the page is shown: what came later would push things away.
  const agreed = useResource(readAgreed)
  const goal = goals.all.value?.goals.find(({ id }) => id === goalId)
  const title = goal !== undefined && fitsHeading(goal.words) ? goal.words : words.oneTitle
  return (
    <Page title={title} windowTitle={words.oneTitle} back={{ href: '/goals', words: words.back }}>
      {agreed.isLoading
        ? <Loading what={words.one} />
        : (
            <Await of={goals.all} what={words.one}>
              {(all) => (goal === undefined
                ? <><p>{words.gone}</p><p><a href="/goals">{words.seeAll}</a></p></>
                : <One recordId={goals.recordId} onGoal={goals.onGoal} onStale={goals.onStale} all={all} goal={goal} agreed={agreed.value ?? []} />)}
            </Await>
          )}
    </Page>
  )
}

function One({ all, agreed, ...given }: OneGoal & { all: Goals; agreed: readonly Action[] }) {
  const { goal } = given
  const isOpen = goal.status === 'active' || goal.status === 'paused'
  return (
    <>
      {!fitsHeading(goal.words) && <Quote words={goal.words} isLarge />}
      {goal.status === 'suggested' && <Suggested {...given} />}
      {goal.status !== 'suggested' && goal.status !== 'active' && <p><Tag>{words.statuses[goal.status]}</Tag> {words.standing[goal.status]}</p>}
      <Facts goal={goal} />
      {isOpen ? <Steps {...given} agreed={agreed} /> : <StepsToRead steps={inOrder(goal.steps)} heading={<h2 class="nhsuk-heading-m">{words.stepsTitle}</h2>} done={words.stepDone} open={words.stepOpen} />}
      {isOpen && <HowNear {...given} all={all.goals} />}
      {goal.status !== 'suggested' && <Standing {...given} />}
      {goal.status !== 'suggested' && <Privacy {...given} />}
      <History goal={goal} />
    </>
  )
}

function Facts({ goal }: { goal: Goal }) {
  const { why, area_title: area, helper, target_on: target } = goal
  const rows = [
    ...(why === '' ? [] : [{ key: words.facts.why, value: <span class="wm-goal-words">{why}</span> }]),
    ...(area === null ? [] : [{ key: words.facts.area, value: area }]),
    ...(helper === '' ? [] : [{ key: words.facts.helper, value: helper }]),
    ...(target === null ? [] : [{ key: words.facts.target, value: sayDay(target) }]),
  ]
  return (
    <>
      {rows.length > 0 && <SummaryList rows={rows} />}
      {(goal.status === 'active' || goal.status === 'paused') && <p><a class="wm-goal-link" href={`/goals/${goal.id}/change`}>{words.changeWords}</a></p>}
    </>
  )
}
