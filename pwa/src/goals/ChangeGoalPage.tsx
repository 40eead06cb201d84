import { useState } from 'preact/hooks'
import { useLocation, useRoute } from 'preact-iso'
import { ApiError } from '../shared/api'
import type { GoalArea } from '../shared/api-types'
import { useUnsavedWork } from '../shared/unsaved'
import { useDraft } from '../shared/use-draft'
import { useSending } from '../shared/use-sending'
import { Await, Banner, Button, ButtonGroup, ErrorSummary, Failed, Form, Page } from '../shared/ui'
import { putGoal } from './api'
import { BothVersions } from './BothVersions'
import { fieldsOf, MoreFields, WhyField, WordsField, written, type Fields } from './GoalFields'
import { mustSaySame } from './rules'
import { SameOrNew, type Same } from './SameOrNew'
import { useGoals, type OneGoal } from './use-goals'
import { words } from './words'
import './styles.scss'

/** Putting a goal in other words. With answers from 0 to 10 it asks whether it is still the same goal. */
export function ChangeGoalPage() {
  const goalId = useRoute().params.id ?? ''
  const goals = useGoals()
  return (
    <Page title={words.changeTitle} back={{ href: `/goals/${goalId}`, words: words.oneTitle }}>
      <Await of={goals.all} what={words.one}>
        {({ goals: all, areas }) => {
          const goal = all.find(({ id }) => id === goalId)
          return goal === undefined ? <p>{words.gone}</p> : <Change {...goals} key={goalId} goal={goal} areas={areas} />
        }}
      </Await>
    </Page>
  )
}

function Change({ recordId, goal, areas, onGoal, onStale }: OneGoal & { areas: readonly GoalArea[] }) {
  const { route } = useLocation()
  const draft = useDraft(`goal-${goal.id}`, () => ({ ...fieldsOf(goal), version: goal.version }))
  const [same, setSame] = useState<Same | null>(null)
  const [missing, setMissing] = useState<'words' | 'same' | null>(null)
  const [asksAgain, setAsksAgain] = useState(false)
  const sending = useSending()
  useUnsavedWork(!draft.isKept)
  const { value, change } = draft
  const asksSame = asksAgain || mustSaySame(goal, value.words)
  const leave = () => void draft.forget().then(() => route(`/goals/${goal.id}`, true))

  const save = (version: number) => {
    const lacking = value.words.trim() === '' ? 'words' : asksSame && same === null ? 'same' : null
    setMissing(lacking)
    if (lacking !== null) return
    // Who sees it has a button of its own: what was changed there meanwhile stays.
    const body = { ...written(value), is_private: goal.is_private, version, is_new_goal: asksSame ? same === 'new' : null }
    void sending.send(async () => {
      try {
        onGoal(await putGoal(recordId, goal.id, body))
      } catch (error) {
        if (error instanceof ApiError && error.code === 'goals.same_or_new') setAsksAgain(true)
        if (error instanceof ApiError && error.code === 'goals.changed') onStale()
        throw error
      }
    }).then((isDone) => isDone && leave())
  }
  const errorOf = (name: keyof Fields) => (name === 'words' && missing === 'words' ? words.wordsMissing : sending.fieldError(name))
  const part = { value, onChange: change, errorOf }
  const code = sending.error instanceof ApiError ? sending.error.code : null
  if (code === 'goals.changed' && goal.version !== value.version) {
    return (
      <BothVersions
        saved={goal} mine={value} isSending={sending.isSending} onKeepSaved={leave}
        onKeepMine={() => {
          change({ version: goal.version })
          save(goal.version)
        }}
      />
    )
  }
  return (
    <Form onSend={() => save(value.version)}>
      <ErrorSummary errors={missing === null ? [] : [missing === 'words' ? { field: 'goal-words', words: words.wordsMissing } : { field: 'goal-same', words: words.sameMissing }]} />
      {draft.restoredFrom !== null && <Banner>{words.restored}</Banner>}
      {sending.error !== null && code !== 'goals.same_or_new' && <Failed what={words.saveFailed} error={sending.error} safe={words.stillHere} />}
      <WordsField {...part} />
      {asksSame && <SameOrNew value={same} onChange={setSame} error={missing === 'same' ? words.sameMissing : undefined} />}
      <WhyField {...part} />
      <MoreFields {...part} areas={areas} />
      <ButtonGroup>
        <Button type="submit" isBusy={sending.isSending} busyWords={words.saving}>{words.save}</Button>
        <Button kind="quiet" onClick={leave}>{words.keep}</Button>
      </ButtonGroup>
    </Form>
  )
}
