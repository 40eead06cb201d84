import type { Goal } from '../shared/api-types'
import { useMe } from '../shared/session'
import { sayDay } from '../shared/times'
import { Details, SummaryList, When } from '../shared/ui'
import { putScore, putStep } from './api'
import { AddStep } from './AddStep'
import { inOrder, nextPosition, scoresNow } from './rules'
import { ScoreForm } from './ScoreForm'
import { StepsToRead } from './StepsToRead'
import { words } from './their-words'

type Props = { recordId: string; name: string; goal: Goal; mayAdd: boolean; onNew: () => Promise<void> }

/** One goal of somebody else: their words first; then what one may add, with one's name on it. */
export function TheirGoal({ recordId, name, goal, mayAdd, onNew }: Props) {
  const standing = words.standing(goal.status, name)
  const mayAddHere = mayAdd && (goal.status === 'active' || goal.status === 'paused')
  return (
    <article class="wm-card">
      <h3 class="wm-card__heading wm-goal-words">{goal.words}</h3>
      <div class="wm-card__body">
        {goal.suggested_by !== null && <p class="wm-goal-facts">{words.suggestedBy(goal.suggested_by)}</p>}
        {standing !== null && <p class="wm-goal-facts">{standing}</p>}
        <Facts goal={goal} name={name} />
        <StepsToRead
          steps={inOrder(goal.steps)} heading={<h4 class="nhsuk-heading-s">{words.stepsTitle}</h4>} done={words.stepDone} open={words.stepOpen}
          more={(step) => step.by !== name && <span class="wm-near-how">{words.stepBy(step.by)}</span>}
        />
        {mayAddHere && <Add recordId={recordId} name={name} goal={goal} onNew={onNew} />}
      </div>
    </article>
  )
}

function Facts({ goal, name }: Pick<Props, 'goal' | 'name'>) {
  const { why, area_title: area, helper, target_on: target } = goal
  const last = scoresNow(goal).at(-1)
  const rows = [
    ...(why === '' ? [] : [{ key: words.why(name), value: <span class="wm-goal-words">{why}</span> }]),
    ...(area === null ? [] : [{ key: words.area, value: area }]),
    ...(helper === '' ? [] : [{ key: words.helper, value: helper }]),
    ...(target === null ? [] : [{ key: words.target, value: sayDay(target) }]),
    ...(last === undefined ? [] : [{ key: words.near, value: <>{words.outOf(last.value)}, <When at={last.answered_at} as="day" />{goal.change !== null && `, ${goal.change.words}`}</> }]),
  ]
  return rows.length === 0 ? null : <SummaryList rows={rows} />
}

function Add({ recordId, name, goal, onNew }: Omit<Props, 'mayAdd'>) {
  const { is_worker: isWorker } = useMe()
  return (
    <>
      <Details summary={<>{words.addStep}<Of goal={goal} /></>}>
        <AddStep
          label={words.addStepLabel} hint={words.addStepHint(name)} send={words.addStepSend} missing={words.missing} failed={words.failed} busy={words.sending} of={goal.id}
          onSend={async (text, id) => {
            const step = { words: text, position: nextPosition(goal.steps), is_done: false, is_removed: false, action_id: null, version: 0 }
            await putStep(recordId, goal.id, id, step)
            await onNew()
          }}
        />
      </Details>
      {isWorker && goal.tracked !== null && (
        <Details summary={<>{words.score}<Of goal={goal} /></>}>
          <p>{words.scoreHint(name)}</p>
          <ScoreForm
            name={`near-${goal.id}`} legend={words.scoreLegend(name)}
            onSend={async (value, id) => {
              await putScore(recordId, goal.id, id, { value, answered_at: new Date().toISOString(), how: 'together' })
              await onNew()
            }}
          />
        </Details>
      )}
    </>
  )
}

/** Tells what is the same beside each goal apart, for whoever does not see where it stands. */
function Of({ goal }: Pick<Props, 'goal'>) {
  return <span class="nhsuk-u-visually-hidden">: {goal.words}</span>
}
