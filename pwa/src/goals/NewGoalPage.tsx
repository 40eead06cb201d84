import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { newId } from '../shared/ids'
import { useUnsavedWork } from '../shared/unsaved'
import { useDraft } from '../shared/use-draft'
import { useSending } from '../shared/use-sending'
import { Banner, Button, ButtonGroup, Details, ErrorSummary, Failed, Form, Page, TextInput } from '../shared/ui'
import { MoreFields, noFields, WhoSeesField, WhyField, WordsField, type Fields } from './GoalFields'
import { saveNew } from './save-new'
import { useGoals } from './use-goals'
import { words } from './words'
import './styles.scss'

/** Writing down a goal. Nothing is needed but her words; they are kept on the device until they are saved. */
export function NewGoalPage() {
  const { recordId, all } = useGoals()
  const { route } = useLocation()
  const draft = useDraft('goal-new', () => ({ ...noFields, id: newId(), step: '', stepId: newId() }))
  const [isMissing, setIsMissing] = useState(false)
  const sending = useSending()
  useUnsavedWork(!draft.isKept)
  const { value, change } = draft
  const save = () => {
    setIsMissing(value.words.trim() === '')
    if (value.words.trim() === '') return
    void sending.send(() => saveNew(recordId, value)).then((isDone) => {
      if (isDone) void draft.forget().then(() => route(`/goals/${value.id}`, true))
    })
  }
  const errorOf = (name: keyof Fields) => (name === 'words' && isMissing ? words.wordsMissing : sending.fieldError(name))
  const part = { value, onChange: change, errorOf }
  return (
    <Page title={words.newTitle} back={{ href: '/goals', words: words.back }}>
      <Form onSend={save}>
        <ErrorSummary errors={isMissing ? [{ field: 'goal-words', words: words.wordsMissing }] : []} />
        {draft.restoredFrom !== null && <Banner>{words.restored}</Banner>}
        {sending.error !== null && <Failed what={words.saveFailed} error={sending.error} safe={words.stillHere} />}
        <WordsField {...part} />
        <Details summary={words.examplesSummary}>
          <ul class="nhsuk-list nhsuk-list--bullet">{words.examples.map((one) => <li key={one}>{one}</li>)}</ul>
        </Details>
        <WhyField {...part} />
        <TextInput name="goal-step" label={words.firstStep} hint={words.firstStepHint} value={value.step} onInput={(step) => change({ step })} />
        <MoreFields {...part} areas={all.value?.areas ?? []} />
        <WhoSeesField {...part} />
        <ButtonGroup>
          <Button type="submit" isBusy={sending.isSending} busyWords={words.saving}>{words.save}</Button>
          <Button kind="quiet" onClick={() => void draft.forget().then(() => route('/goals', true))}>{words.throwAway}</Button>
        </ButtonGroup>
      </Form>
    </Page>
  )
}
