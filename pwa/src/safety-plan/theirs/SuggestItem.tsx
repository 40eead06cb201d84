import { useState } from 'preact/hooks'
import type { PlanHeading, SafetyPlan } from '../../shared/api-types'
import { Banner, Button, ChoiceButtons, Details, ErrorSummary, Failed, Form, Select, TextArea, TextInput } from '../../shared/ui'
import { useUnsavedWork } from '../../shared/unsaved'
import { useRetryId } from '../../shared/use-retry-id'
import { useSending } from '../../shared/use-sending'
import { groupTitles } from '../sections'
import { putSuggestion } from './api'
import { halvesOf, nothingSaid, problemsIn, suggestedIn, takesPhone, type Saying } from './rules'
import { words } from './words'

type Props = { plan: SafetyPlan; onNew: () => Promise<void> }
const longestWords = 2000

/** Something for her plan, for her to take or to leave. The words stay until they are sent, and never on this device. */
export function SuggestItem({ plan: { record_id: recordId, person_name: name, sections }, onNew }: Props) {
  const [said, setSaid] = useState(nothingSaid)
  const [problems, setProblems] = useState<ReturnType<typeof problemsIn>>([])
  const [isDone, setIsDone] = useState(false)
  const sending = useSending()
  const id = useRetryId()
  useUnsavedWork(said.words !== '')
  const change = (some: Partial<Saying>) => {
    setSaid({ ...said, ...some })
    setIsDone(false)
  }
  const suggest = () => {
    const found = problemsIn(said)
    setProblems(found)
    const { heading } = said
    if (found.length > 0 || heading === '') return
    const suggested = suggestedIn({ ...said, heading })
    void sending.send(async () => putSuggestion(recordId, id.of(suggested), suggested)).then((isSent) => {
      if (!isSent) return
      id.done()
      setSaid(nothingSaid)
      setIsDone(true)
      void onNew()
    })
  }
  const problemOf = (field: string, ...names: string[]) =>
    problems.find((problem) => problem.field === field)?.words ?? names.map(sending.fieldError).find((refused) => refused !== undefined)
  return (
    <Details summary={words.suggest}>
      <div role="status">{isDone && <Banner kind="good">{words.suggested(name)}</Banner>}</div>
      <Form onSend={suggest} label={words.suggest}>
        <ErrorSummary errors={problems} />
        {sending.error !== null && <Failed what={words.failed} error={sending.error} safe={words.wordsHere} />}
        <p>{words.suggestHint(name)}</p>
        <Select
          name="suggest-heading" label={words.heading} value={said.heading} error={problemOf('suggest-heading')}
          options={[{ value: '', label: words.choose }, ...sections.map(({ heading, title }) => ({ value: heading, label: title }))]}
          onChange={(heading) => change({ heading: heading as PlanHeading | '', group: null })}
        />
        {halvesOf(said.heading).length > 0 && (
          <ChoiceButtons
            name="suggest-group" legend={words.group} isRow value={said.group} onChange={(group) => change({ group })} error={problemOf('suggest-group')}
            options={halvesOf(said.heading).map((group) => ({ value: group, label: groupTitles[group] }))}
          />
        )}
        <TextArea
          name="suggest-words" label={words.item} hint={words.itemHint(name)} rows={3} limit={longestWords}
          value={said.words} onInput={(value) => change({ words: value })} error={problemOf('suggest-words', 'item.words', 'words')}
        />
        {takesPhone(said.heading) && (
          <TextInput
            name="suggest-phone" label={words.phone} type="tel" width={20} maxLength={50}
            value={said.phone} onInput={(phone) => change({ phone })} error={problemOf('suggest-phone', 'item.phone', 'phone')}
          />
        )}
        <Button type="submit" isBusy={sending.isSending} busyWords={words.sending}>{words.suggestSend}</Button>
      </Form>
    </Details>
  )
}
