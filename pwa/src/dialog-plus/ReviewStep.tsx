import { useState } from 'preact/hooks'
import type { Action } from '../shared/api-types'
import { Button } from '../shared/ui'
import { ActionFacts } from './ActionFacts'
import { ProgressForm } from './ProgressForm'
import type { Talk } from './talk'
import { words } from './talk-words'
import { words as common } from './words'

/** First of all: what was agreed last time, and how it went. */
export function ReviewStep({ talk }: { talk: Talk }) {
  const { to_review: actions } = talk.conversation
  return (
    <>
      <p>{words.reviewIntro}</p>
      <ul class="wm-dp-actions">{actions.map((action) => <Reviewed key={action.id} talk={talk} action={action} />)}</ul>
    </>
  )
}

function Reviewed({ talk, action }: { talk: Talk; action: Action }) {
  const [isOpen, setIsOpen] = useState(false)
  const { conversation, live, recordId, reader, shelf, mayWrite } = talk
  const done = (answer: Action) => {
    const newest = live.latest() ?? conversation
    live.set({ ...newest, to_review: newest.to_review.map((one) => (one.id === answer.id ? answer : one)) })
    setIsOpen(false)
  }
  return (
    <li class="wm-dp-action">
      <ActionFacts action={action} reader={reader} />
      {isOpen
        ? <ProgressForm recordId={recordId} action={action} conversationId={conversation.id} shelf={shelf} onDone={done} onCancel={() => setIsOpen(false)} />
        : mayWrite && <Button kind="secondary" onClick={() => setIsOpen(true)} label={common.howLabel(action.words)}>{common.how}</Button>}
    </li>
  )
}
