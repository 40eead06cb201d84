import { useRoute } from 'preact-iso'
import type { Goal, Goals } from '../shared/api-types'
import { Await, Page, Quote, SummaryList, Tag } from '../shared/ui'
import { sayDay } from '../shared/times'
import { History } from './History'
import { HowNear } from './HowNear'
import { Privacy } from './Privacy'
import { fitsHeading } from './rules'
import { Standing } from './Standing'
import { Steps } from './Steps'
import { Suggested } from './Suggested'
import { useGoals, type OneGoal } from './use-goals'
import { words } from './words'
import './styles.scss'

/** One goal of one's own: its steps, how near it is, and what may become of it. */
export function GoalPage() {
  const goalId = useRoute().params.id ?? ''
  const goals = useGoals()
  const goal = goals.all.value?.goals.find(({ id }) => id === goalId)
  const title = goal !== undefined && fitsHeading(goal.words) ? goal.words : words.oneTitle
  return (
    <Page title={title} windowTitle={words.oneTitle} back={{ href: '/goals', words: words.back }}>
      <Await of={goals.all} what={words.one}>
        {(all) => (goal === undefined
          ? <><p>{words.gone}</p><p><a href="/goals">{words.seeAll}</a></p></>
          : <One recordId={goals.recordId} onGoal={goals.onGoal} onStale={goals.onStale} all={all} goal={goal} />)}
      </Await>
    </Page>
  )
}

function One({ all, ...given }: OneGoal & { all: Goals }) {
  const { goal } = given
  const isOpen = goal.status === 'active' || goal.status === 'paused'
  return (
    <>
      {!fitsHeading(goal.words) && <Quote words={goal.words} isLarge />}
      {goal.status === 'suggested' && <Suggested {...given} />}
      {goal.status !== 'suggested' && goal.status !== 'active' && <p><Tag>{words.statuses[goal.status]}</Tag> {words.standing[goal.status]}</p>}
      <Facts goal={goal} />
      {goal.status !== 'suggested' && goal.status !== 'declined' && <Steps {...given} mayChange={isOpen} />}
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
