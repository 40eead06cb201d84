import { useRef, useState } from 'preact/hooks'
import type { IdentityQuestion } from '../shared/api-types'
import { Await, Banner, Button, Details, ErrorSummary, When, wordsFor } from '../shared/ui'
import type { Resource } from '../shared/use-resource'
import { useSending } from '../shared/use-sending'
import { settleQuestion } from './api'
import { words } from './worker-words'
import './styles.scss'

/**
 * Sign-ins that opened nothing, because they did not fit: somebody has to ask the person. Nothing is shown when there are none.
 * Each person on it sees that the list was read: it is asked for when the page is opened, not more often.
 */
export function Questions({ of: questions }: { of: Resource<IdentityQuestion[]> }) {
  const [wasSettled, setWasSettled] = useState(false)
  const title = useRef<HTMLHeadingElement>(null)
  const settle = () => {
    setWasSettled(true)
    title.current?.focus()
    return questions.reload()
  }
  if (!wasSettled && questions.value?.length === 0) return null
  return (
    <section>
      <h2 class="nhsuk-heading-m wm-arrivals__title" ref={title} tabIndex={-1}>{words.questionsTitle}</h2>
      <div role="status">{wasSettled && <Banner kind="good">{words.questionSettled}</Banner>}</div>
      <Await of={questions} what={words.questions}>
        {(rows) => rows.length > 0 && (
          <>
            <p>{words.questionsIntro} {words.questionsSeen}</p>
            <ul class="wm-arrivals">{rows.map((row) => <Question key={row.id} question={row} onSettled={settle} />)}</ul>
          </>
        )}
      </Await>
    </section>
  )
}

function Question({ question, onSettled }: { question: IdentityQuestion; onSettled: () => Promise<void> }) {
  const { id, words: happened, preferred_name: name, record_id, provider, at } = question
  const { isSending, error, send } = useSending()
  const settle = () => void send(async () => {
    await settleQuestion(id)
    await onSettled()
  })
  return (
    <li class="wm-arrivals__item">
      <ErrorSummary errors={error === null ? [] : [{ words: wordsFor(error) }]} />
      <p><strong>{words.questionAbout(name, provider.name)}</strong></p>
      <p>{happened}</p>
      <p class="wm-arrivals__facts">{words.questionSince} <When at={at} />.</p>
      <Details summary={words.questionDo}>
        <ol class="nhsuk-list nhsuk-list--number">{words.questionSteps.map((line) => <li key={line}>{line}</li>)}</ol>
        {record_id !== null && <p><a href={`/caseload/${record_id}`}>{words.questionPerson(name)}</a></p>}
      </Details>
      <Button kind="secondary" onClick={settle} isBusy={isSending} busyWords={words.questionSettling} label={words.questionDoneLabel(name)}>{words.questionDone}</Button>
    </li>
  )
}
